/** Raw images and devices: the bytes of a disk and nothing else. Start with {@code RawFile}. */
package org.p2vworkbench.disks.image.raw;
