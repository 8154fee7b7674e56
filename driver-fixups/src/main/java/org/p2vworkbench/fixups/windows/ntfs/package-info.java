/**
 * In which state Windows left its system volume: {@link org.p2vworkbench.fixups.windows.ntfs.SystemVolume} is where to
 * start. Structures are named as in the NTFS Documentation of the Linux-NTFS project.
 */
package org.p2vworkbench.fixups.windows.ntfs;
