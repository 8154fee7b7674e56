/**
 * Repairs guests in layers over their disks. {@link org.p2vworkbench.converter.fixup.RepairMachine} is where to start:
 * it puts a {@link org.p2vworkbench.converter.fixup.WorkingLayer} over each disk, has the guest repaired in them, and
 * keeps them only when all went well; {@link org.p2vworkbench.converter.fixup.FixupFolder} keeps what was done and what
 * takes it back.
 */
package org.p2vworkbench.converter.fixup;
