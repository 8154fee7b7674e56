/**
 * qcow2, the image format of qemu: two levels of tables map guest clusters to host clusters, what no table maps comes
 * from the backing file.
 *
 * <p>Specification: qemu, docs/interop/qcow2.txt, cited by section. Start with {@code Qcow2Header}, then
 * {@link org.p2vworkbench.disks.image.qcow2.Qcow2Format}.
 */
package org.p2vworkbench.disks.image.qcow2;
