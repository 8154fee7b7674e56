/**
 * The layout of a RAID set from its content, where metadata is missing or wrong. Samples are read, nothing is written.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.infer.RaidInference}; docs/raid-inference.md tells how it decides.
 */
package org.p2vworkbench.disks.raid.infer;
