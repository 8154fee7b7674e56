/**
 * Image files: which format a file is, how it is opened, and which other files it may lead to.
 *
 * <p>Start with {@link org.p2vworkbench.disks.image.ImageFormat}, what a format offers, and
 * {@link org.p2vworkbench.disks.image.ImageContext}, the only way from an image to the files it names. Each format is a
 * package below this one.
 */
package org.p2vworkbench.disks.image;
