/**
 * What would stop a migration, or follow from it: rules over the facts of a machine, and the verdict they add up to.
 *
 * <p>Start with {@link org.p2vworkbench.reports.risk.Assessment}. Each rule has a stable code; what it means and what to do is
 * in the message bundles under that code, docs/inventory.md lists them.
 */
package org.p2vworkbench.reports.risk;
