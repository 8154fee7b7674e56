/**
 * Disks as bytes: the one interface everything reads through, and what can be said about a range of it.
 *
 * <p>Start with {@link org.p2vworkbench.disks.BlockSource}; {@link org.p2vworkbench.disks.Block} is how headers are
 * read, {@link org.p2vworkbench.disks.DiskFormatException} is what every malformed input becomes.
 */
package org.p2vworkbench.disks;
