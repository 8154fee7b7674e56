/**
 * VMX files: how VMware Workstation and ESXi describe one virtual machine.
 *
 * <p>Start with {@link org.p2vworkbench.converter.vmx.VmxMachine}, what a file says about a machine;
 * {@link org.p2vworkbench.converter.vmx.VmxFile} is its keys and values. VMware never published the format; what is
 * known comes from its own files, the VMware Virtual Disk Development Kit and the notes in libvirt's vmx driver.
 */
package org.p2vworkbench.converter.vmx;
