/**
 * Images in formats that only qemu reads, and disks served elsewhere: both come to us over NBD.
 *
 * <p>Start with {@link org.p2vworkbench.converter.foreign.ForeignFormat}, which knows such a file by its content, and
 * {@code QemuNbd}, which has it served.
 */
package org.p2vworkbench.converter.foreign;
