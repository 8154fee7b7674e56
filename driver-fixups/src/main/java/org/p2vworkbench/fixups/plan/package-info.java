/**
 * What a repair is made of, for Windows and Linux alike. A {@link org.p2vworkbench.fixups.plan.Fixup} is one idea of what
 * a guest needs; it looks at the guest and adds {@link org.p2vworkbench.fixups.plan.Change changes} to a {@link
 * org.p2vworkbench.fixups.plan.Draft}, which shows each fixup the guest as the ones before it leave it. Nothing happens
 * to the guest until the {@link org.p2vworkbench.fixups.plan.RepairPlan} is applied; each change can take itself back.
 */
package org.p2vworkbench.fixups.plan;
