package org.p2vworkbench.fixups.guest;

import java.util.OptionalInt;

/**
 * What lies on a partition, a logical volume or a whole disk of the guest.
 *
 * @param device as the appliance names it now: "/dev/sda1", "/dev/vg/root"; disks are in the machine's order
 * @param type as blkid has it: "ext4", "ntfs", "swap", "crypto_LUKS", "linux_raid_member"; "unknown" when nobody knows
 * @param uuid of the filesystem; empty when it has none
 * @param label of the filesystem; empty when it has none
 * @param partUuid of the partition; empty when it is none
 * @param disk place of its disk in the machine's order, from 0; empty for what spans disks
 * @param partition number in its table, from 1; empty for what is no partition
 */
public record GuestVolume(
        String device,
        String type,
        String uuid,
        String label,
        String partUuid,
        OptionalInt disk,
        OptionalInt partition,
        long sizeBytes) {}
