/**
 * How a disk is divided: MBR with its extended chain, GPT, labels of BSD and Solaris, or not at all.
 *
 * <p>Start with {@link org.p2vworkbench.disks.partition.PartitionTable}. What is known of each format, and where from:
 * docs/formats/partitions.md.
 */
package org.p2vworkbench.disks.partition;
