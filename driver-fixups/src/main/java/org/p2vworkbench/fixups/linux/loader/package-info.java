/**
 * The configuration files of boot loaders, as texts that hold kernel command lines. A {@link
 * org.p2vworkbench.fixups.linux.loader.LoaderFile} is one of them; its {@link
 * org.p2vworkbench.fixups.linux.loader.LoaderSyntax} knows where in it the command lines are, and gives the text back
 * with nothing but those changed. No program of the guest is run for it.
 *
 * <p>Specifications: GNU GRUB manual 2.06 and 0.97, "Boot Loader Specification" of uapi-group.org, the Syslinux
 * project's SYSLINUX page, lilo.conf(5).
 */
package org.p2vworkbench.fixups.linux.loader;
