/**
 * What a machine has, as its kernel tells it: today its block devices, read from sysfs and procfs without opening one.
 *
 * <p>Start with {@link org.p2vworkbench.agent.inventory.BlockDevices}. The files are described in the kernel's
 * Documentation/ABI/stable/sysfs-block and Documentation/filesystems/proc.rst.
 */
package org.p2vworkbench.agent.inventory;
