#!/bin/bash
# Streams one disk of incompressible bytes over loopback twice: by 'p2v migrate --all-blocks --no-verify' into a raw image, with
# hashing and ledger, and by 'ssh -c aes128-gcm@openssh.com ... cat' into a file. Prints both rates and their ratio.
# Wanted: at least 0.9. The best of some rounds counts, and the two take turns.
#
#   converter/app/bench/stream.sh [MIB] [FOLDER] [ROUNDS]      default 2048 MiB in a new folder below /var/tmp, 2 rounds
set -euo pipefail

mib=${1:-2048}
rounds=${3:-2}
source "$(dirname "$0")/lib.sh"
begin "${2:-/var/tmp}"
head -c "${mib}M" /dev/urandom >"$work/disk.img"

# Both ends of each, ready before the first byte.
start_converter
start_sshd
by_ssh() { "${remote[@]}" "cat '$work/disk.img'" >"$work/by-ssh.img" && sync "$work/by-ssh.img"; }

# Who writes first pays for memory and blocks that the other finds ready, so neither does: this is not counted.
cp "$work/disk.img" "$work/before"
rm "$work/before"

ours=() theirs=()
for _ in $(seq "$rounds"); do
    theirs+=("$(milliseconds_of by_ssh)")
    rm "$work/by-ssh.img"
    start_agent bench "$work/disk.img"
    ours+=("$(milliseconds_of "${p2v[@]}" migrate bench --all-blocks --no-verify --format raw)")
    cmp "$work/disk.img" "$work/store/bench/disks/disk.raw"
    rm -rf "$work/store/bench"
    wait "$agent_pid"
done

echo "milliseconds of each round: p2v ${ours[*]}, ssh ${theirs[*]}"
awk -v mib="$mib" -v ours="$(best "${ours[@]}")" -v theirs="$(best "${theirs[@]}")" 'BEGIN {
    printf "p2v migrate  %6.1f s  %5.0f MiB/s\nssh ... cat  %6.1f s  %5.0f MiB/s\nratio        %6.2f\n",
        ours / 1000, mib * 1000 / ours, theirs / 1000, mib * 1000 / theirs, theirs / ours }'
