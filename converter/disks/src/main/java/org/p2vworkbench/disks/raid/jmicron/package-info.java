/**
 * RAID of JMicron JMB36x controllers. Start with {@link org.p2vworkbench.disks.raid.jmicron.JmicronFormat};
 * docs/formats/bios-raid.md has the fields and their sources.
 */
package org.p2vworkbench.disks.raid.jmicron;
