/**
 * IMSM: the metadata of Intel's firmware RAID (Matrix Storage, Rapid Storage, VROC), and of mdadm with
 * {@code --metadata=imsm}.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.imsm.ImsmFormat}. All members carry the same record, and only the
 * drive's serial number says which of them a disk is: {@code Seating} is which disk is which, and {@code OrderSearch}
 * finds it out from content where there are no serial numbers.
 *
 * <p>There is no public specification; {@code docs/formats/imsm.md} has the layout and where it comes from.
 */
package org.p2vworkbench.disks.raid.imsm;
