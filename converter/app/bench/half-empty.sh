#!/bin/bash
# A disk with one ext4 filesystem that was full once and is half empty now, from an agent into a finished qcow2, beside
# 'ssh ... dd' into a raw file and 'qemu-img convert' of that. Wanted: at least 3 x as fast.
#
#   converter/app/bench/half-empty.sh [MIB] [FOLDER] [ROUNDS]     default 4096 MiB in a new folder below /var/tmp, 2 rounds
set -euo pipefail

mib=${1:-4096}
rounds=${3:-2}
source "$(dirname "$0")/lib.sh"
begin "${2:-/var/tmp}"
make_half_empty_disk "$work/disk.img" "$mib"
start_converter
start_sshd

by_dd() {
    "${remote[@]}" "dd if='$work/disk.img' bs=1M status=none" >"$work/by-dd.raw"
    qemu-img convert -f raw -O qcow2 "$work/by-dd.raw" "$work/by-dd.qcow2"
}

# Not counted, see stream.sh.
cp --sparse=never "$work/disk.img" "$work/before"
rm "$work/before"

ours=() theirs=()
for _ in $(seq "$rounds"); do
    theirs+=("$(milliseconds_of by_dd)")
    rm "$work"/by-dd.*
    start_agent bench "$work/disk.img"
    ours+=("$(milliseconds_of "${p2v[@]}" migrate bench --no-fixup)")
    wait "$agent_pid"
    qemu-img check -q "$work/store/bench/disks/disk.base.qcow2"
    "${p2v[@]}" show bench --json >"$work/shown.json"
    rm -rf "$work/store/bench"
done

echo "milliseconds of each round: p2v ${ours[*]}, dd over ssh and qemu-img ${theirs[*]}"
awk -v mib="$mib" -v ours="$(best "${ours[@]}")" -v theirs="$(best "${theirs[@]}")" 'BEGIN {
    printf "%d MiB: p2v migrate with verify %.1f s, dd and qemu-img %.1f s, ratio %.2f\n",
        mib, ours / 1000, theirs / 1000, theirs / ours }'
