/**
 * What is known of a machine before it is moved: each value with its source, its collector, its time and how sure it is, or
 * why there is none.
 *
 * <p>Start with {@link org.p2vworkbench.reports.inventory.Inventory}. Facts of the hardware and facts of the installed system
 * are never mixed: a collector that runs from a boot medium sees its own system, not the guest. The JSON form is described in
 * docs/schema/inventory-1.json; the agent writes it.
 */
package org.p2vworkbench.reports.inventory;
