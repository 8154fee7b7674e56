/**
 * OVF descriptors: how appliances describe their machines (DMTF DSP0243, versions 0.9 to 2.1).
 *
 * <p>Start with {@link org.p2vworkbench.converter.ovf.OvfEnvelope}: the files and disks of a package and the machines
 * in it. Elements are told by their local names: the namespaces differ between versions and the names do not.
 */
package org.p2vworkbench.converter.ovf;
