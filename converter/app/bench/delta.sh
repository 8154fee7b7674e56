#!/bin/bash
# A second pass over a disk of which one chunk in a hundred has changed: what it sends, and how long it takes beside one
# reading of the disk. Wanted: at most 1.1 x the changed bytes on the wire.
#
#   converter/app/bench/delta.sh [MIB] [FOLDER]       default 1024 MiB in a new folder below /var/tmp
set -euo pipefail

mib=${1:-1024}
home=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d "${2:-/var/tmp}/p2v-delta.XXXXXX")
started=()
cleanup() {
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap cleanup EXIT

wait_for() {
    for _ in $(seq 600); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "gave up waiting for: $*" >&2
    exit 1
}

p2v=("$home/p2v" --no-install)
export P2V_STORE=$work/store
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
head -c "${mib}M" /dev/urandom >"$work/disk.img"
"${p2v[@]}" serve --bind 127.0.0.1 --ssh-port "$port" 2>"$work/serve.log" >"$work/listening" &
started+=($!)
wait_for grep -q listening "$work/listening"
enrolment=$("${p2v[@]}" enrol --json)
code=$(sed 's/.*"code":"\([^"]*\).*/\1/' <<<"$enrolment")
key=$(sed 's/.*"hostKey":"\([^"]*\).*/\1/' <<<"$enrolment")

pass() {
    P2V_ENROL=$code "${p2v[@]}" agent --server "127.0.0.1:$port" --host-key "$key" --name bench --disk "$work/disk.img" \
        --state "$work/agent" 2>"$work/agent.log" &
    started+=($!)
    wait_for sh -c "'${p2v[0]}' --no-install machines | grep -q connected"
    "${p2v[@]}" migrate bench --all-blocks --format raw --json "$@" >"$work/result.json"
    wait "${started[-1]}"
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
