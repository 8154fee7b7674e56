/**
 * RAID sets for operators: the disks they name are looked at, and a set becomes one image.
 *
 * <p>Start with {@link org.p2vworkbench.converter.raid.MemberDisks}, which opens what was named, and
 * {@link org.p2vworkbench.converter.raid.AssembleVolume}, which writes. What RAID is, is known in
 * {@link org.p2vworkbench.disks.raid.detect}.
 */
package org.p2vworkbench.converter.raid;
