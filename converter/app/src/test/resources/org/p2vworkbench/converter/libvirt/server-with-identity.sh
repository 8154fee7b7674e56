#!/bin/sh
# Starts the machine without libvirt. Screen: VNC on 127.0.0.1, display number $P2V_VNC or 0.
# Runs under KVM if it can; P2V_ACCEL=tcg does without. More options for qemu may follow: ./qemu.sh -snapshot
set -eu
cd "$(dirname "$0")"
code=
for pair in /usr/share/OVMF/OVMF_CODE_4M.fd:/usr/share/OVMF/OVMF_VARS_4M.fd \
    /usr/share/OVMF/OVMF_CODE.fd:/usr/share/OVMF/OVMF_VARS.fd \
    /usr/share/edk2/ovmf/OVMF_CODE.fd:/usr/share/edk2/ovmf/OVMF_VARS.fd; do
    if [ -z "$code" ] && [ -r "${pair%%:*}" ]; then
        code=${pair%%:*}
        [ -e qemu-vars.fd ] || cp "${pair#*:}" qemu-vars.fd
    fi
done
if [ -z "$code" ]; then
    echo "no UEFI firmware found; install the package ovmf (Debian) or edk2-ovmf (Fedora)" >&2
    exit 1
fi
exec qemu-system-x86_64 \
    -machine "q35,accel=${P2V_ACCEL:-kvm:tcg}" \
    -name 'guest=other <name>' \
    -uuid 4c4c4544-0031-3010-8031-b4c04f333132 \
    -cpu max \
    -smbios type=0,vendor=Dell,version=6.4.0,date=07/23/2013 \
    -smbios 'type=1,manufacturer=Dell,, Inc.,product=PowerEdge <R710>,serial=1234,,ABC' \
    -smbios 'type=2,manufacturer=Dell,, Inc.,product=0YDJK3' \
    -smp cpus=8,sockets=1,cores=4,threads=2 \
    -m size=4096M \
    -rtc base=utc,driftfix=slew \
    -device mptsas1068,id=scsi0 \
    -device ich9-ahci,id=sata0 \
    -blockdev driver=qcow2,node-name=disk0,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d0.qcow2 \
    -device 'scsi-hd,bus=scsi0.0,scsi-id=0,lun=0,serial=WD-WMAYP 1234567.+_-LONG,wwn=0x5000c500a1b2c3d4,drive=disk0,bootindex=1' \
    -blockdev driver=qcow2,node-name=disk1,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d1.qcow2 \
    -device scsi-hd,bus=scsi0.0,scsi-id=1,lun=0,wwn=0x5525400f33313201,drive=disk1,bootindex=2 \
    -device ide-cd,bus=sata0.0 \
    -netdev user,id=net0 \
    -device virtio-net-pci,mac=00:0c:29:00:00:01,netdev=net0 \
    -netdev user,id=net1 \
    -device virtio-net-pci,mac=00:0c:29:00:00:02,netdev=net1 \
    -netdev user,id=net2 \
    -device virtio-net-pci,mac=00:0c:29:00:00:03,netdev=net2 \
    -device virtio-net-pci,mac=00:0c:29:00:00:04 \
    -netdev user,id=net4 \
    -device virtio-net-pci,mac=00:0c:29:00:00:05,netdev=net4 \
    -vga std \
    -usb -device usb-tablet \
    -device virtio-balloon-pci \
    -device virtio-rng-pci \
    -drive "if=pflash,unit=0,format=raw,readonly=on,file=$code" \
    -drive if=pflash,unit=1,format=raw,file=qemu-vars.fd \
    -serial mon:stdio \
    -vnc "127.0.0.1:${P2V_VNC:-0}" \
    "$@"
