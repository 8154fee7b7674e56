/**
 * Linux guests, made to boot on KVM. Start with {@link org.p2vworkbench.fixups.linux.LinuxRepair}, which reads the guest,
 * chooses its machine, and has every fixup plan what it would change.
 */
package org.p2vworkbench.fixups.linux;
