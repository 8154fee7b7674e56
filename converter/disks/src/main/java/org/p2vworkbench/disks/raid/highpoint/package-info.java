/**
 * HighPoint, two formats: HPT366 to 374 (behind the boot sector) and HPT45x, RocketRAID "v3" (near the end). Start with
 * {@link org.p2vworkbench.disks.raid.highpoint.HighpointFormat}; docs/formats/bios-raid.md has the fields and their sources.
 */
package org.p2vworkbench.disks.raid.highpoint;
