/**
 * How big the virtual machine should be, and how long the move takes: formulas, each with its inputs shown.
 *
 * <p>Start with {@link org.p2vworkbench.reports.sizing.MoveTime} and {@link org.p2vworkbench.reports.sizing.Proposal}.
 */
package org.p2vworkbench.reports.sizing;
