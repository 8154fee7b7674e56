package org.p2vworkbench.disks.volume.ldm;

import java.util.Optional;

/**
 * A disk as the group's database knows it.
 *
 * @param called what Windows called it: "Disk2"
 * @param name the source's name; what Windows called it when it is missing
 * @param disk empty when it is missing, or several claim to be it
 * @param stale its database is older than the group's: what it holds of a redundant volume may be old
 */
record GroupDisk(String called, String name, Optional<DynamicDisk> disk, boolean stale) {}
