/**
 * A Linux guest on its way to another machine: what it is, what it came from, what it gets. {@link
 * org.p2vworkbench.fixups.linux.relocation.Relocation} is what every fixup is given. The machine it gets is chosen by
 * what its kernel can drive ({@link org.p2vworkbench.fixups.linux.relocation.HardwareChoice}), and the devices it names
 * are found again by {@link org.p2vworkbench.fixups.linux.relocation.DeviceNames}.
 */
package org.p2vworkbench.fixups.linux.relocation;
