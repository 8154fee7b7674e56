/**
 * What the content of an assembled volume says about the way it was assembled: a wrong order of members, a wrong
 * rotation of parity leave partition tables and filesystems that contradict themselves.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.content.OrderJudge}: formats whose metadata leaves a question open
 * try the readings and let a judge choose. {@link org.p2vworkbench.disks.raid.content.ContentJudge} is the one that
 * needs nothing but the bytes of the volume.
 */
package org.p2vworkbench.disks.raid.content;
