/**
 * A deflate encoder (RFC 1951) whose back references reach at most 4 KiB.
 *
 * <p>qcow2 inflates a compressed cluster with a window of 4 KiB (zlib {@code windowBits} −12). The JDK's
 * {@code Deflater} always uses 32 KiB and cannot be told otherwise, so what it writes would be unreadable there. A
 * small window also makes a simpler and faster encoder: measured against zlib at its default level and with the same
 * window, this one is about twice as fast, for a result one per cent larger.
 *
 * <p>Start with {@link org.p2vworkbench.disks.deflate.DeflateEncoder}; {@code SymbolParser} finds the repetitions,
 * {@code HuffmanCode} gives symbols their bits.
 */
package org.p2vworkbench.disks.deflate;
