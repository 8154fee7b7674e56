#!/usr/bin/env bash
# How fast a recovery set is made, against 'zstd -T2' on the same bytes: the used blocks of an ext4 that is half text and
# half noise, as partclone would save them. Both write to the same disk; the start of the program counts.
#
#   converter/app/bench/recovery-set.sh [MIB]     of files, default 2048
set -euo pipefail
mib=${1:-2048}
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
p2v=("$here/../../../p2v" --no-install)
export PATH=$PATH:/usr/sbin:/sbin
work=$(mktemp -d "${TMPDIR:-/var/tmp}/p2v-bench-set.XXXXXX")
trap 'rm -rf "$work"' EXIT

mkdir "$work/files"
# Text like a log's: words of its own, but no two files alike.
for ((i = 0; i < mib; i += 16)); do
    {
        head -c 8M /dev/urandom
        head -c 6M /dev/urandom | base64 -w 120
    } >"$work/files/$i"
done
mke2fs -q -F -t ext4 -d "$work/files" "$work/volume" "$((mib * 5 / 4))M"
rm -r "$work/files"
disk=$work/disk.raw
truncate -s "$((mib * 5 / 4 + 2))M" "$disk"
echo "2048,$((mib * 5 / 4 * 2048)),83" | sfdisk -q "$disk"
dd if="$work/volume" of="$disk" bs=1M seek=1 conv=notrunc status=none
partclone.ext4 -c -s "$work/volume" -o "$work/plain" -L "$work/log" >/dev/null 2>&1
rm "$work/volume"

now() { date +%s%N; }
"${p2v[@]}" --version >/dev/null
cat "$disk" "$work/plain" >/dev/null
printf '%10s %10s %10s\n' 'set ms' 'zstd ms' 'set/zstd'
for _ in 1 2 3; do
    rm -rf "$work/set" "$work/plain.zst"
    begun=$(now)
    "${p2v[@]}" recovery set "$disk" -o "$work/set" --threads 2 --quiet >/dev/null
    set_ms=$((($(now) - begun) / 1000000))
    begun=$(now)
    zstd -q -T2 -3 "$work/plain" -o "$work/plain.zst"
    sync "$work/plain.zst"
    zstd_ms=$((($(now) - begun) / 1000000))
    printf '%10d %10d %10.2f\n' "$set_ms" "$zstd_ms" "$(echo "$zstd_ms / $set_ms" | bc -l)"
done
