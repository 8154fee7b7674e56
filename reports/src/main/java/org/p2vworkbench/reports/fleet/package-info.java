/**
 * Many machines at once: what the estate is, in which order to move it, what it takes, and what has changed since the last look.
 *
 * <p>Start with {@link org.p2vworkbench.reports.fleet.FleetReader}, then {@link org.p2vworkbench.reports.fleet.FleetPage}.
 */
package org.p2vworkbench.reports.fleet;
