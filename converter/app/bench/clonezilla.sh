#!/usr/bin/env bash
# A Clonezilla image with a zstd stream into qcow2: this program, against unpacking with zstd, restoring with partclone
# into a raw file and converting that with qemu-img. What comes out is compared.
#
#   converter/app/bench/clonezilla.sh [MIB]     of files in an ext4 partition, default 1024
set -euo pipefail
mib=${1:-1024}
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
. "$here/lib.sh"
export PATH=$PATH:/usr/sbin:/sbin
begin "${TMPDIR:-/var/tmp}"

image=$work/bench-img
mkdir "$work/files" "$image"
# Half of it compresses, as programs and text do.
for ((i = 0; i < mib / 8; i++)); do
    { head -c 4M /dev/urandom; seq $((i * 1000000)) $((i * 1000000 + 524287)); } >"$work/files/file$i"
done
sectors=$((mib * 2048 * 2))
mke2fs -q -F -t ext4 -d "$work/files" "$work/part" "$((sectors / 2))k" >/dev/null 2>&1
partclone.ext4 -L "$work/log" -F -c -s "$work/part" -o - 2>/dev/null | zstd -q -T0 -3 >"$image/sda1.ext4-ptcl-img.zst"
rm -rf "$work/files"
printf 'label: dos\nunit: sectors\n\n/dev/sda1 : start=2048, size=%d, type=83, bootable\n' "$sectors" >"$image/sda-pt.sf"
printf 'Disk /dev/sda: %ds\nPartition Table: msdos\n' $((sectors + 4096)) >"$image/sda-pt.parted"
echo sda >"$image/disk"
echo sda1 >"$image/parts"

ours() {
    "${p2v[@]}" convert "$image" -o "$work/store" --no-fixup --quiet
}

theirs() {
    truncate -s "$((sectors * 512))" "$work/raw"
    zstd -qdc "$image/sda1.ext4-ptcl-img.zst" \
        | partclone.restore -z 10485760 -L "$work/log" -C -F -s - -o "$work/raw" 2>/dev/null
    qemu-img convert -f raw -O qcow2 "$work/raw" "$work/theirs.qcow2"
}

"${p2v[@]}" --version >&2
their_time=$(milliseconds_of theirs)
our_time=$(milliseconds_of ours)
qemu-img check -q "$work"/store/bench-img/disks/sda.base.qcow2
printf '%d MiB of files: zstd, partclone.restore and qemu-img %d ms, p2v %d ms, ratio %.2f\n' \
    "$mib" "$their_time" "$our_time" "$(echo "$their_time / $our_time" | bc -l)"
