#!/bin/bash
# Reads one raw file of random bytes in the page cache through our NBD export and through qemu-nbd, by the same client, the
# two taking turns. Prints the medians and their ratio for nbdcopy with four connections and for qemu-img with one.
# Wanted: at least 0.7. Runs on what `mvn test-compile` left.
#
#   converter/app/bench/nbd-export.sh [MIB] [FOLDER] [ROUNDS]      default 1024 MiB in a new folder below /dev/shm, 5 rounds
set -euo pipefail

mib=${1:-1024}
rounds=${3:-5}
source "$(dirname "$0")/lib.sh"
begin "${2:-/dev/shm}"
head -c "${mib}M" /dev/urandom >"$work/disk.img"

classes=$home/converter/app/target
coproc ours (exec java -Xmx256m -cp "$classes/classes:$classes/test-classes:$home/converter/disks/target/classes" \
    org.p2vworkbench.converter.nbdexport.ServedFile "$work/disk.img")
started+=("$ours_PID")
read -r our_uri <&"${ours[0]}"
qemu-nbd -r -t -f raw --shared=8 -k "$work/qemu-nbd" "$work/disk.img" &
started+=($!)
their_uri="nbd+unix:///?socket=$work/qemu-nbd"
wait_for nbdinfo --size "$their_uri"

by_nbdcopy() { nbdcopy --connections=4 "$1" null:; }
by_qemu_img() { qemu-img bench -f raw -s 2M -c "$((mib / 2))" -d 4 "$1"; }
median() { printf '%s\n' "$@" | sort -n | sed -n "$(($# / 2 + 1))p"; }

for client in by_nbdcopy by_qemu_img; do
    ours_ms=() theirs_ms=()
    # Nobody's first time counts.
    "$client" "$our_uri" && "$client" "$their_uri"
    for _ in $(seq "$rounds"); do
        theirs_ms+=("$(milliseconds_of "$client" "$their_uri")")
        ours_ms+=("$(milliseconds_of "$client" "$our_uri")")
    done
    echo "$client, milliseconds: p2v ${ours_ms[*]}, qemu-nbd ${theirs_ms[*]}"
    awk -v client="$client" -v mib="$mib" -v ours="$(median "${ours_ms[@]}")" -v theirs="$(median "${theirs_ms[@]}")" 'BEGIN {
        printf "%-12s p2v %5.0f MiB/s, qemu-nbd %5.0f MiB/s, ratio %.2f\n",
            client, mib * 1000 / ours, mib * 1000 / theirs, theirs / ours }'
done
