/**
 * NVIDIA MediaShield (nForce). Start with {@link org.p2vworkbench.disks.raid.nvidia.NvidiaFormat};
 * docs/formats/bios-raid.md has the fields and their sources.
 */
package org.p2vworkbench.disks.raid.nvidia;
