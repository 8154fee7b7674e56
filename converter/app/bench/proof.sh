#!/bin/bash
# Proves a machine with a disk of 20 GiB, nearly all of it empty, at the far end of a link of 100 Mbit/s: how long until its
# boot loader shows, and how much came over the wire until it asked who wants to log in. The guest is a small Debian of the
# tests, bound to a MegaRAID, so that it needs its repair. Wanted: 60 s and 300 MB. As root.
#
#   converter/app/bench/proof.sh [GUEST.qcow2] [FOLDER]
#
# Without a guest, the one that ./p2v test has made; in a new folder below /var/tmp.
set -euo pipefail

guest=${1:-$(compgen -G "${P2V_CACHE:-$HOME/.cache/p2v-workbench}/guest-megaraid-*/megaraid.qcow2" | head -1)}
source "$(dirname "$0")/lib.sh"
alone_on_the_network "$@"
begin "${2:-/var/tmp}"

ip link set lo mtu 1500
tc qdisc add dev lo root tbf rate 100mbit burst 64kb latency 100ms
sent() {
    tc -s qdisc show dev lo | awk '/Sent/ {print $2}'
}

qemu-img convert -O raw "$guest" "$work/disk.img"
truncate -s 20G "$work/disk.img"
start_converter
start_agent old "$work/disk.img"

before=$(sent)
began=$(date +%s%N)
# Every line of the story with the seconds since the command was given.
"${p2v[@]}" prove old --json 2> >(while IFS= read -r line; do
    echo "$((($(date +%s%N) - began) / 1000000000)) s  $line" | tee -a "$work/story" >&2
done) | tee "$work/result"
took=$((($(date +%s%N) - began) / 1000000))
wire=$(($(sent) - before))
sleep 1
loader=$(sed -n 's/^\([0-9]*\) s .*the boot loader is there.*/\1/p' "$work/story")
awk -v loader="${loader:-never}" -v took="$took" -v wire="$wire" \
    -v verdict="$(grep -o '"verdict":"[a-z_]*"' "$work/result")" 'BEGIN {
    printf "boot loader after %s s, %s after %.0f s, %.1f MB over the wire\n", loader, verdict, took / 1000, wire / 1e6 }'
