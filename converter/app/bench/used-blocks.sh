#!/usr/bin/env bash
# How much of a half-empty disk is copied: a disk that was full once, every other file of it deleted. What counts as used
# is what the filesystem's own tools say (dumpe2fs, ntfsinfo), and what the copy may carry beside it are partition table,
# boot area and the disk's end.
#
#   converter/app/bench/used-blocks.sh [FILES]     files of 2 MiB, default 256
set -euo pipefail
files=${1:-256}
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
p2v=$here/../../../p2v
export PATH=$PATH:/usr/sbin:/sbin
work=$(mktemp -d "${TMPDIR:-/var/tmp}/p2v-bench-used.XXXXXX")
trap 'rm -rf "$work"' EXIT

mkdir "$work/files"
for ((i = 0; i < files; i++)); do
    head -c 2M /dev/urandom >"$work/files/file$i"
done
sectors=$((files * 4096 * 5 / 4))

ext4() {
    mke2fs -q -F -t ext4 -d "$work/files" "$1" "$((sectors / 2))k" >/dev/null 2>&1
    for ((i = 0; i < files; i += 2)); do echo "rm /file$i"; done >"$work/rm"
    debugfs -w -f "$work/rm" "$1" >/dev/null 2>&1
    dumpe2fs -h "$1" 2>/dev/null | awk -F: '
        /^Block count/ {all = $2} /^Free blocks/ {free = $2} /^Block size/ {size = $2}
        END {printf "%d\n", (all - free) * size}'
}

ntfs() {
    truncate -s "$((sectors * 512))" "$1"
    mkntfs -q -F -Q -c 4096 "$1" >/dev/null 2>&1
    for ((i = 0; i < files; i += 2)); do ntfscp -f "$1" "$work/files/file$i" "file$i" >/dev/null 2>&1; done
    # What is deleted has left its bytes behind: as if every other place had once held a file.
    ntfsinfo -m "$1" 2>/dev/null | awk '
        /Cluster Size:/ {size = $3} /Volume Size in Clusters:/ {all = $5} /Free Clusters:/ {free = $3}
        END {printf "%d\n", (all - free) * size}'
}

printf '%-6s %14s %14s %8s\n' system 'used bytes' 'copied bytes' copied/used
for system in ext4 ntfs; do
    volume=$work/volume
    rm -f "$volume"
    used=$("$system" "$volume")
    disk=$work/$system.img
    truncate -s "$((sectors * 512 + 2 * 1048576))" "$disk"
    echo "2048,$sectors,$([[ $system == ext4 ]] && echo 83 || echo 7)" | sfdisk -q "$disk"
    dd if="$volume" of="$disk" bs=1M seek=1 conv=notrunc status=none
    copied=$("$p2v" convert "$disk" -o "$work/$system-out" --json --quiet | grep -o '"copiedBytes":[0-9]*' | cut -d: -f2)
    qemu-img check -q "$work/$system-out/$system/disks/$system.base.qcow2"
    printf '%-6s %14d %14d %11.4f\n' "$system" "$used" "$copied" "$(echo "$copied / $used" | bc -l)"
done
