/**
 * Xen domain configurations: how xm, xend and xl describe one virtual machine.
 *
 * <p>Start with {@link org.p2vworkbench.converter.xl.XlMachine}, what a file says about a machine; {@link
 * org.p2vworkbench.converter.xl.XlFile} is its settings, {@link org.p2vworkbench.converter.xl.XlDisk} a line of its
 * disks. The format is that of xl.cfg(5), xl-disk-configuration(5) and xl-network-configuration(5). xm's files were
 * programs in Python: values that are written out are read, and nothing is ever run.
 */
package org.p2vworkbench.converter.xl;
