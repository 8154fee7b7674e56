/**
 * What filesystems know about their own place, and what that says of a volume put together from members.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.judge.VolumeJudge}, which asks a candidate volume whether the structures
 * that point at one another find one another, near and far. {@link org.p2vworkbench.disks.raid.judge.StructureMap} is one
 * filesystem's knowledge; it also recognises blocks that carry their own address when they lie on a member of nobody knows
 * what.
 */
package org.p2vworkbench.disks.raid.judge;
