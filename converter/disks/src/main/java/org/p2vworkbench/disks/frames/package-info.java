/**
 * Compressed streams made of frames: each holds the same number of plain bytes and can be decompressed by itself, while all
 * of them, one after the other, are an ordinary stream to every decompressor.
 *
 * <p>Start with {@link org.p2vworkbench.disks.frames.FrameStream}. Zstandard: RFC 8878, section 3 ("one or more frames");
 * gzip: RFC 1952, section 2.2 (members).
 */
package org.p2vworkbench.disks.frames;
