/**
 * Compressed files as streams of what they hold. Start with {@link org.p2vworkbench.disks.unpack.Compression}, which
 * tells them apart; the formats themselves are read by zstd-jni and Commons Compress.
 */
package org.p2vworkbench.disks.unpack;
