#!/usr/bin/env bash
# Restores a recovery set onto a blank disk with Clonezilla's own ocs-sr, in a machine that QEMU emulates: this host's
# kernel and this host's files, with an overlay in memory over them, so that partclone, sfdisk and LVM are the host's.
#
#   ocs-restore.sh SET TARGET.raw PACKAGES
#
# TARGET.raw is there, blank, and as large as the disk is to be. PACKAGES is the folder that 'dpkg-deb -x' unpacked
# clonezilla, drbl and what they call into (dialog, bc, ipcalc, file); they need not be installed. Prints what the machine prints; ends with ocs-sr's exit status.
set -euo pipefail
set_folder=$(readlink -f "$1")
target=$(readlink -f "$2")
packages=$(readlink -f "$3")
export PATH=$PATH:/usr/sbin:/sbin
work=$(mktemp -d "${TMPDIR:-/var/tmp}/p2v-ocs.XXXXXX")
trap 'rm -rf "$work"' EXIT
kernel=$(find /boot -name 'vmlinuz-*' | sort -V | tail -1)
version=${kernel#/boot/vmlinuz-}

# The first file system: bash and what leads to the host's files, with their libraries.
root=$work/root
mkdir -p "$root"/{dev,proc,sys,host,mem,new,modules}
for program in bash mount insmod mkdir chroot cp; do
    file=$(readlink -f "$(command -v "$program")")
    mkdir -p "$root/bin"
    cp "$file" "$root/bin/$program"
    { ldd "$file" || true; } | grep -o '/[^ )]*' | while read -r library; do
        mkdir -p "$root$(dirname "$library")"
        cp -Ln "$library" "$root$library"
    done
done
for module in 9pnet_virtio 9p overlay virtio_pci ahci sd_mod dm_mod ext4 vfat nls_ascii nls_cp437 loop; do
    { modprobe -S "$version" --show-depends "$module" 2>/dev/null || true; } | while read -r word file _; do
        if [[ $word == insmod && ! -e $root/modules/$(basename "$file") ]]; then
            cp "$file" "$root/modules/"
            echo "/modules/$(basename "$file")" >>"$root/modules/order"
        fi
    done
done
cat >"$root/init" <<'INIT'
#!/bin/bash
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
while read -r module; do insmod "$module"; done </modules/order
share() { mount -t 9p -o "ro,trans=virtio,version=9p2000.L,msize=262144,cache=loose" "$1" "$2"; }
share host /host
mount -t tmpfs mem /mem
mkdir -p /mem/up /mem/work
mount -t overlay -o lowerdir=/host,upperdir=/mem/up,workdir=/mem/work over /new
ln -s /proc/self/fd /dev/fd
for place in proc sys dev; do mount --bind "/$place" "/new/$place"; done
mount -t tmpfs tmp /new/tmp
mount -t tmpfs run /new/run
mkdir -p /new/run/packages /new/run/set /new/home/partimag/image /new/run/lock
share packages /new/run/packages
share set /new/home/partimag/image
cp /restore /new/run/restore
chroot /new /bin/bash /run/restore </dev/null
echo o >/proc/sysrq-trigger
while :; do :; done
INIT
cat >"$root/restore" <<'RESTORE'
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C TERM=linux HOME=/root
cp -a /run/packages/. /
mkdir -p /run/udev /var/log/clonezilla /var/lib/clonezilla
# Nobody runs udev here, and LVM would wait for it before each device.
cat >/etc/lvm/lvm.conf <<'LVM'
devices { obtain_device_list_from_udev=0 external_device_info_source="none" use_devicesfile=0 }
activation { udev_sync=0 udev_rules=0 verify_udev_operations=1 }
LVM
export DM_DISABLE_UDEV=1
ocs-sr -batch -nogui -scr -j2 -k0 -p true restoredisk image sda 2>&1
echo "ocs-sr ended with $?"
sync
RESTORE
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc 2>/dev/null | gzip -1) >"$work/initrd"

share() { echo "local,path=$1,mount_tag=$2,security_model=none,readonly=on,multidevs=remap"; }
timeout "${P2V_OCS_SECONDS:-1200}" qemu-system-x86_64 -machine q35 -accel tcg,thread=multi -cpu max -smp 2 -m 2048 \
    -nodefaults -display none -no-reboot -serial stdio \
    -kernel "$kernel" -initrd "$work/initrd" -append "console=ttyS0 quiet panic=-1 rdinit=/init net.ifnames=0" \
    -drive "file=$target,format=raw,if=none,id=target,cache=unsafe" -device ide-hd,drive=target,bus=ide.0 \
    -virtfs "$(share / host)" -virtfs "$(share "$packages" packages)" -virtfs "$(share "$set_folder" set)" |
    tee "$work/console"
grep -qx $'ocs-sr ended with 0\r*' "$work/console"
