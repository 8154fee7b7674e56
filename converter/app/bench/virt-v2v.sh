#!/bin/bash
# The whole conversion of one guest, repairs included, beside virt-v2v on the same image. Wanted: at most 0.6 x its time.
# Takes turns, the best of some rounds counts. The guest of the test suite that boots from a MegaRAID is a good one; the
# suite leaves it in ~/.cache/p2v-workbench/guest-megaraid-*/. Wants the packages virt-v2v and nbdkit.
#
#   converter/app/bench/virt-v2v.sh IMAGE [FOLDER] [ROUNDS]     in a new folder below /var/tmp, 2 rounds
set -euo pipefail

image=$(readlink -f "$1")
rounds=${3:-2}
source "$(dirname "$0")/lib.sh"
begin "${2:-/var/tmp}"
format=$(qemu-img info --output json "$image" | sed -n 's/^ *"format": "\(.*\)",*/\1/p' | tail -1)
export LIBGUESTFS_BACKEND=direct

by_v2v() {
    mkdir "$work/v2v"
    virt-v2v -q -i disk -if "$format" "$image" -o local -os "$work/v2v" -of qcow2
}

by_p2v() {
    "${p2v[@]}" convert "$image" -o "$work/ours" --quiet
}

cat "$image" >/dev/null
ours=() theirs=()
for _ in $(seq "$rounds"); do
    ours+=("$(milliseconds_of by_p2v)")
    theirs+=("$(milliseconds_of by_v2v)")
    # Both have something to show for it.
    ls "$work"/ours/*/report.json "$work"/v2v/*.xml >&2
    rm -rf "$work/ours" "$work/v2v"
done
echo "milliseconds of each round: p2v ${ours[*]}, virt-v2v ${theirs[*]}"
awk -v ours="$(best "${ours[@]}")" -v theirs="$(best "${theirs[@]}")" 'BEGIN {
    printf "p2v convert %.1f s, virt-v2v %.1f s, ratio %.2f\n", ours / 1000, theirs / 1000, ours / theirs }'
