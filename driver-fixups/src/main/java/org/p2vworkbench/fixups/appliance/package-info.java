/**
 * The libguestfs appliance: a small virtual machine in which guest filesystems are opened, never on the host's kernel.
 *
 * <p>Start with {@link org.p2vworkbench.fixups.appliance.Appliance}. The Java binding is the host's own
 * (libguestfs-java), and its types stay in this package.
 */
package org.p2vworkbench.fixups.appliance;
