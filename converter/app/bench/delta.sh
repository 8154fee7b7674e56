#!/bin/bash
# A second pass over a disk of which one chunk in a hundred has changed: what it sends, and how long it takes beside one
# reading of the disk. Wanted: at most 1.1 x the changed bytes on the wire. As root.
#
#   converter/app/bench/delta.sh [MIB] [FOLDER]       default 1024 MiB in a new folder below /var/tmp
set -euo pipefail

mib=${1:-1024}
source "$(dirname "$0")/lib.sh"
alone_on_the_network "$@"
begin "${2:-/var/tmp}"
head -c "${mib}M" /dev/urandom >"$work/disk.img"
start_converter

pass() {
    start_agent bench "$work/disk.img"
    "${p2v[@]}" migrate bench --all-blocks --format raw --json "$@" >"$work/result.json"
    wait "$agent_pid"
}

received() {
    awk '/lo:/ {print $2}' /proc/net/dev
}

(pass) >&2
changed=$((mib / 100))
for i in $(seq "$changed"); do
    head -c 1M /dev/urandom | dd of="$work/disk.img" bs=1M seek=$((i * 97 % mib)) conv=notrunc status=none
done
read_begun=$(date +%s%N)
cat "$work/disk.img" >/dev/null
read_ms=$((($(date +%s%N) - read_begun) / 1000000))
before=$(received)
(pass --delta) >&2
wire=$(($(received) - before))
cmp "$work/disk.img" "$work/store/bench/disks/disk.raw"
seconds=$(sed 's/.*"seconds":\([0-9.]*\).*/\1/' "$work/result.json")
awk -v changed="$changed" -v wire="$wire" -v seconds="$seconds" -v read="$read_ms" 'BEGIN {
    printf "changed %d MiB, loopback carried %.1f MiB, ratio %.2f\nsecond pass %.1f s with merging and verifying, one reading %.1f s\n",
        changed, wire / 1048576, wire / 1048576 / changed, seconds, read / 1000 }'
