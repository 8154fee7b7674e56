/**
 * Controllers whose metadata is not public but whose mark is: it names the maker of a disk that no format claims, and
 * where data may begin, so that inference knows where to look. Start with
 * {@link org.p2vworkbench.disks.raid.hardware.HardwareSignatures}.
 */
package org.p2vworkbench.disks.raid.hardware;
