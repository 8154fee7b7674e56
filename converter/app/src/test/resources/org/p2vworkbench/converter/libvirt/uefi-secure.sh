#!/bin/sh
# Starts the machine without libvirt. Screen: VNC on 127.0.0.1, display number $P2V_VNC or 0.
# Runs under KVM if it can; P2V_ACCEL=tcg does without. More options for qemu may follow: ./qemu.sh -snapshot
set -eu
cd "$(dirname "$0")"
code=
for pair in /usr/share/OVMF/OVMF_CODE_4M.secboot.fd:/usr/share/OVMF/OVMF_VARS_4M.ms.fd \
    /usr/share/edk2/ovmf/OVMF_CODE.secboot.fd:/usr/share/edk2/ovmf/OVMF_VARS.secboot.fd; do
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
    -machine "q35,accel=${P2V_ACCEL:-kvm:tcg},smm=on" \
    -name guest=secure \
    -uuid 6f0cb7ad-4a1c-4b5e-9d0e-1c2d3e4f5a6b \
    -cpu max \
    -smp cpus=6,sockets=2,cores=3,threads=1 \
    -m size=513M \
    -rtc base=utc,driftfix=slew \
    -device pvscsi,id=scsi0 \
    -device ich9-ahci,id=sata0 \
    -blockdev driver=qcow2,node-name=disk0,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d0.qcow2 \
    -device 'ide-hd,bus=sata0.0,serial=WD-WMAYP 1234567.+_-,drive=disk0,bootindex=1' \
    -blockdev driver=qcow2,node-name=disk1,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d1.qcow2 \
    -device ide-hd,bus=sata0.1,drive=disk1,bootindex=2 \
    -blockdev driver=qcow2,node-name=disk2,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d2.qcow2 \
    -device scsi-hd,bus=scsi0.0,scsi-id=0,lun=0,drive=disk2,bootindex=3 \
    -device ide-cd,bus=sata0.2 \
    -netdev user,id=net0 \
    -device pcnet,mac=00:0c:29:00:00:01,netdev=net0 \
    -device vmxnet3,mac=00:0c:29:00:00:02 \
    -netdev user,id=net2 \
    -device virtio-net-pci,mac=00:0c:29:00:00:03,netdev=net2 \
    -netdev user,id=net3 \
    -device rtl8139,mac=00:0c:29:00:00:04,netdev=net3 \
    -vga std \
    -usb -device usb-tablet \
    -device virtio-balloon-pci \
    -device virtio-rng-pci \
    -global driver=cfi.pflash01,property=secure,value=on \
    -drive "if=pflash,unit=0,format=raw,readonly=on,file=$code" \
    -drive if=pflash,unit=1,format=raw,file=qemu-vars.fd \
    -serial mon:stdio \
    -vnc "127.0.0.1:${P2V_VNC:-0}" \
    "$@"
