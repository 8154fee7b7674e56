/**
 * The report on one machine before it is moved: what it is, what would stop the move, how long it takes, how big the new
 * machine should be.
 *
 * <p>Start with {@link org.p2vworkbench.reports.preflight.Preflight}.
 */
package org.p2vworkbench.reports.preflight;
