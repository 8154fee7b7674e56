#!/bin/bash
# A disk over a link of 100 Mbit/s, shaped by tc on the loopback device of a network namespace: how busy the wire is with
# bytes that do not compress, and how far bytes that do beat it. Wanted: at least 95 % busy. As root.
#
#   converter/app/bench/shaped.sh [MIB] [FOLDER]      default 512 MiB in a new folder below /var/tmp
set -euo pipefail

mib=${1:-512}
source "$(dirname "$0")/lib.sh"
alone_on_the_network "$@"
begin "${2:-/var/tmp}"

ip link set lo mtu 1500
tc qdisc add dev lo root tbf rate 100mbit burst 64kb latency 100ms
sent() {
    tc -s qdisc show dev lo | awk '/Sent/ {print $2}'
}

head -c "${mib}M" /dev/urandom >"$work/random.img"
# As text goes: the same for everyone who runs this.
seq "$((mib * 200000))" >"$work/text.img"
truncate -s "${mib}M" "$work/text.img"
start_converter

for kind in random text; do
    start_agent "$kind" "$work/$kind.img"
    before=$(sent)
    took=$(milliseconds_of "${p2v[@]}" migrate "$kind" --all-blocks --no-verify --no-fixup --format raw)
    wire=$(($(sent) - before))
    wait "$agent_pid"
    cmp "$work/$kind.img" "$work/store/$kind/disks/$kind.raw"
    awk -v kind="$kind" -v mib="$mib" -v took="$took" -v wire="$wire" 'BEGIN {
        printf "%-6s  %5.1f s, wire %5.1f MiB, busy %3.0f %%, disk bytes a second %.2f x what the wire can carry\n",
            kind, took / 1000, wire / 1048576, wire * 8 / 1e8 / (took / 1000) * 100, mib * 1048576 * 8 / 1e8 / (took / 1000) }'
done
