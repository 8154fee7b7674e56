#!/bin/sh
# Starts the machine without libvirt. Screen: VNC on 127.0.0.1, display number $P2V_VNC or 0.
# Runs under KVM if it can; P2V_ACCEL=tcg does without. More options for qemu may follow: ./qemu.sh -snapshot
set -eu
cd "$(dirname "$0")"
exec qemu-system-x86_64 \
    -machine "pc,accel=${P2V_ACCEL:-kvm:tcg}" \
    -name guest=mixed \
    -uuid 6f0cb7ad-4a1c-4b5e-9d0e-1c2d3e4f5a6b \
    -cpu max \
    -smp cpus=6,sockets=2,cores=3,threads=1 \
    -m size=513M \
    -rtc base=utc,driftfix=slew \
    -device lsi53c895a,id=scsi0 \
    -device mptsas1068,id=scsi1 \
    -device pvscsi,id=scsi2 \
    -device ich9-ahci,id=sata0 \
    -blockdev driver=qcow2,node-name=disk0,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d0.qcow2 \
    -device 'ide-hd,bus=ide.0,unit=1,serial=WD-WMAYP 1234567.+_-,wwn=0x5000c500a1b2c3d4,drive=disk0,bootindex=1' \
    -blockdev driver=qcow2,node-name=disk1,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d1.qcow2 \
    -device scsi-hd,bus=scsi0.0,scsi-id=0,lun=0,drive=disk1,bootindex=2 \
    -blockdev driver=qcow2,node-name=disk2,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d2.qcow2 \
    -device scsi-hd,bus=scsi0.0,scsi-id=1,lun=0,drive=disk2,bootindex=3 \
    -blockdev driver=qcow2,node-name=disk3,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d3.qcow2 \
    -device scsi-hd,bus=scsi1.0,scsi-id=0,lun=0,wwn=0x5525400e4f5a6b03,drive=disk3,bootindex=4 \
    -blockdev driver=qcow2,node-name=disk4,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d4.qcow2 \
    -device scsi-hd,bus=scsi2.0,scsi-id=0,lun=0,drive=disk4,bootindex=5 \
    -blockdev driver=qcow2,node-name=disk5,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d5.qcow2 \
    -device ide-hd,bus=ide.0,unit=0,drive=disk5,bootindex=6 \
    -blockdev driver=qcow2,node-name=disk6,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d6.qcow2 \
    -device ide-hd,bus=sata0.0,drive=disk6,bootindex=7 \
    -blockdev driver=qcow2,node-name=disk7,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d7.qcow2 \
    -device ide-hd,bus=sata0.1,drive=disk7,bootindex=8 \
    -blockdev driver=qcow2,node-name=disk8,discard=unmap,file.driver=file,file.discard=unmap,file.filename=disks/d8.qcow2 \
    -device virtio-blk-pci,drive=disk8,bootindex=9 \
    -device ide-cd,bus=ide.1,unit=0 \
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
    -serial mon:stdio \
    -vnc "127.0.0.1:${P2V_VNC:-0}" \
    "$@"
