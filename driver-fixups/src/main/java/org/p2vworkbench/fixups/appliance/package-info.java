/**
 * The libguestfs appliance: a small virtual machine in which guest filesystems are opened, never on the host's kernel.
 *
 * <p>Start with {@link org.p2vworkbench.fixups.appliance.GuestFiles}, what can be asked of a machine that is off, and
 * {@link org.p2vworkbench.fixups.appliance.GuestSession}, who answers; {@code Appliance} is how it starts. The Java binding is the host's own
 * (libguestfs-java), and its types stay in this package.
 */
package org.p2vworkbench.fixups.appliance;
