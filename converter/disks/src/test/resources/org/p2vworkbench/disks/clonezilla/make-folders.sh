#!/bin/sh
# Makes image folders as ocs-sr writes them, from disks in files: the streams by the real partclone, the tables by the real
# sfdisk, parted and sgdisk. Beside each folder lies the disk: <name>.raw. Nothing was ever deleted on it, so what its
# filesystems do not use is zeros, and a reader has to give exactly these bytes.
#   make-folders.sh OUT
# Needs partclone, mkfs of ext, FAT, NTFS and XFS, e2fsprogs' debugfs, mtools, ntfs-3g, zstd, xz, lz4, sfdisk, parted, sgdisk.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
export LC_ALL=C MTOOLS_SKIP_CHECK=1 SOURCE_DATE_EPOCH=1273000000
mkdir -p "$1"
cd "$1"

# Text that compresses, and text that does not.
seq 1 20000 > words
openssl enc -aes-128-ctr -nosalt -pass pass:p2v -in words -out noise 2>/dev/null

ext() { # KIND FILE MIB
    truncate -s "$3"M "$2"
    mkfs."$1" -q -F -U 3f0d1c2b-5a49-4876-93a2-b1c0dfee0123 -L "$1" "$2"
    debugfs -w -R "write words words" "$2" 2>/dev/null >&2
    debugfs -w -R "write noise noise" "$2" 2>/dev/null >&2
}
fat() { truncate -s "$2"M "$1"; mkfs.vfat -i 12345678 -n EFI "$1" >/dev/null; mcopy -i "$1" words ::words; mcopy -i "$1" noise ::noise; }
ntfs() { truncate -s "$2"M "$1"; mkfs.ntfs -q -F -Q -s 512 -p 8192 -L win "$1" >/dev/null 2>&1; ntfscp -q "$1" words words; ntfscp -q "$1" noise noise; }

save() { # FILESYSTEM FILE EXTRA... > stream
    fs="$1"; file="$2"; shift 2
    partclone."$fs" -z 10485760 -L /dev/null -F -c -s "$file" -o - "$@" 2>/dev/null
}
put() { dd if="$1" of="$2" bs=512 seek="$3" conv=notrunc,sparse status=none; }
tables() { # DISK-FILE FOLDER NAME
    sfdisk -d "$1" 2>/dev/null | sed "s#$1#/dev/$3#g" > "$2/$3-pt.sf"
    parted -s "$1" unit s print | sed "s#^Disk /.*: #Disk /dev/$3: #" > "$2/$3-pt.parted"
    dd if="$1" of="$2/$3-mbr" bs=512 count=1 status=none
}

# --- A GPT disk: EFI, ext4, swap, NTFS.
mkdir -p gpt
rm -f disk; truncate -s 96M disk
sfdisk -q --no-tell-kernel disk <<T
label: gpt
label-id: 0FDEA9C5-D5A0-3C4B-95D0-9789E650E5C8
start=2048, size=32768, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=D92AC8C1-1111-4222-8333-444455556666, name="EFI System, first"
start=34816, size=65536, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, uuid=A1AC8C10-1111-4222-8333-444455556666, attrs="RequiredPartition GUID:60"
start=100352, size=16384, type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F, uuid=B2AC8C10-1111-4222-8333-444455556666
start=116736, size=61440, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7, uuid=C3AC8C10-1111-4222-8333-444455556666
T
tables disk gpt sda
dd if=disk of=gpt/sda-gpt-1st bs=512 count=34 status=none
sgdisk -b gpt/sda-gpt.gdisk disk >/dev/null
fat p1 16; ext ext4 p2 32; ntfs p4 30
save vfat p1 | gzip -c > gpt/sda1.vfat-ptcl-img.gz
save ext4 p2 | zstd -q -c > gpt/sda2.ext4-ptcl-img.zst
save ntfs p4 | xz -c > gpt/sda4.ntfs-ptcl-img.xz
truncate -s 8M p3
mkswap -q -U 11223344-5566-4788-99aa-bbccddeeff00 -L swappy p3 2>/dev/null
echo 'UUID="11223344-5566-4788-99aa-bbccddeeff00"' > gpt/swappt-sda3.info
echo 'LABEL="swappy"' >> gpt/swappt-sda3.info
echo "sda1 sda2 sda4" > gpt/parts; echo sda > gpt/disk
put p1 disk 2048; put p2 disk 34816; put p3 disk 100352; put p4 disk 116736
mv disk gpt.raw

# --- An MBR disk of 2010: ext2, logical partitions of ext3 and FAT, old names, split, bzip2 and dd.
mkdir -p mbr
truncate -s 96M disk
sfdisk -q --no-tell-kernel disk <<T
label: dos
label-id: 0x22d37ce3
hda1 : start=63, size=32705, type=83, bootable
hda2 : start=32768, size=98304, type=5
hda3 : start=131072, size=65536, type=7
hda5 : start=34816, size=32768, type=83
hda6 : start=69632, size=32768, type=c
T
tables disk mbr hda
dd if=noise of=mbr/hda-hidden-data-after-mbr bs=512 count=62 status=none
put mbr/hda-hidden-data-after-mbr disk 1
dd if=noise of=disk bs=1 count=440 conv=notrunc status=none
dd if=disk of=mbr/hda-mbr bs=512 count=1 status=none
ext ext2 p1 15; ext ext3 p5 16; fat p6 16; ntfs p3 32
truncate -s $((32705 * 512)) p1
save ext2 p1 | bzip2 -c > mbr/hda1.ext2-img.aa
save ext3 p5 -a 0 > s; split -a 2 -b 100000 s mbr/hda5.ext3-ptcl-img.uncomp.
lz4 -q -c p6 > mbr/hda6.dd-ptcl-img.lz4
ntfsclone -q -f -s -O mbr/ntfs p3 >/dev/null 2>&1 && gzip -c mbr/ntfs > mbr/hda3.ntfs-img.aa && rm mbr/ntfs
echo "hda1 hda5 hda6 hda3" > mbr/parts; echo hda > mbr/disk
put p1 disk 63; put p5 disk 34816; put p6 disk 69632; put p3 disk 131072
mv disk mbr.raw
rm -f s p? words noise
