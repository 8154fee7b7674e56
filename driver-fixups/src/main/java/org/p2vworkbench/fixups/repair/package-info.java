/**
 * Repairs whatever guest is on a machine's disks. {@link org.p2vworkbench.fixups.repair.GuestRepair} is where to start: it
 * finds the system, has those who know its kind plan what it needs, and applies the plan.
 */
package org.p2vworkbench.fixups.repair;
