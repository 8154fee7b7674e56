/**
 * Images that are one filesystem with a system in it and no partition table: what a Xen guest had for a disk. Start with
 * {@link org.p2vworkbench.converter.bare.BareSystems}.
 */
package org.p2vworkbench.converter.bare;
