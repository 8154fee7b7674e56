/**
 * Programs of others, run by this one: qemu-img, qemu-nbd, virsh. Start with
 * {@link org.p2vworkbench.converter.process.OutsideProgram}; nothing else in the converter starts a process.
 * {@link org.p2vworkbench.converter.process.RunFolder} is where their files lie, and how a killed run is tidied up.
 */
package org.p2vworkbench.converter.process;
