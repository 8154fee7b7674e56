/**
 * What a source machine is made of, as far as it is known: the common language between descriptions that are read
 * (VMX, OVF, an agent's inventory) and definitions that are written (libvirt, qemu).
 *
 * <p>Start with {@link org.p2vworkbench.converter.hardware.MachineHardware}.
 */
package org.p2vworkbench.converter.hardware;
