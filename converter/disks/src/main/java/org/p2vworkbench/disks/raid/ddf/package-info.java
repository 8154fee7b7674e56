/**
 * DDF: the metadata of LSI MegaRAID and Dell PERC controllers, of some Adaptec ones, and of mdadm with
 * {@code --metadata=ddf}.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.ddf.DdfFormat}. From the outside in: {@code HeaderSearch} finds the
 * headers on a disk, {@code DdfCopy} is one of the two copies of everything a disk says, {@code DdfDisk} the better of
 * them, {@code DdfGroup} the disks that belong together, {@code DdfVolume} what their records say of one volume,
 * {@code DdfAssembly} that volume put together.
 *
 * <p>SNIA Common RAID Disk Data Format Specification 1.2 and 2.0; {@code docs/formats/ddf.md} has the layout and where
 * controllers differ from it.
 */
package org.p2vworkbench.disks.raid.ddf;
