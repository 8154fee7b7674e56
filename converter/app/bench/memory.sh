#!/bin/bash
# Eight machines at once into one converter: the heap it was given, and the most memory that it and an agent took. Wanted:
# a converter heap of at most 512 MiB, at most 200 MiB of an agent.
#
#   converter/app/bench/memory.sh [MIB EACH] [FOLDER] [HEAP]     default 512 MiB below /var/tmp, a heap of 512m
set -euo pipefail

mib=${1:-512}
source "$(dirname "$0")/lib.sh"
begin "${2:-/var/tmp}"
export P2V_HEAP=${3:-512m}
start_converter
unset P2V_HEAP
head -c "${mib}M" /dev/urandom >"$work/disk.img"

most() {
    awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$1/status" 2>/dev/null || true
}

agents=() migrations=()
for number in 1 2 3 4 5 6 7 8; do
    start_agent "m$number" "$work/disk.img"
    agents+=("$agent_pid")
done
for number in 1 2 3 4 5 6 7 8; do
    "${p2v[@]}" migrate "m$number" --all-blocks --no-fixup --format raw --quiet &
    migrations+=($!)
done
# An agent ends with its migration, so it is looked at while it lives.
agent_most=0
while kill -0 "${agents[@]}" 2>/dev/null || kill -0 "${migrations[@]}" 2>/dev/null; do
    for pid in "${agents[@]}"; do
        now=$(most "$pid")
        ((${now:-0} <= agent_most)) || agent_most=$now
    done
    sleep 0.2
done
for pid in "${migrations[@]}"; do
    wait "$pid"
done
for number in 1 2 3 4 5 6 7 8; do
    cmp "$work/disk.img" "$work/store/m$number/disks/disk.raw"
done
echo "8 x $mib MiB: converter with a heap of ${3:-512m} took $(most "$serve_pid") MiB, an agent $agent_most MiB at most"
