/**
 * Programs of others, run by this one: qemu-img, qemu-nbd, virsh. Start with
 * {@link org.p2vworkbench.converter.process.OutsideProgram}; nothing else in the converter starts a process.
 */
package org.p2vworkbench.converter.process;
