/**
 * Reports as files: takes what the module of reports makes of an inventory and puts it where and how it is wanted.
 *
 * <p>Start with {@link org.p2vworkbench.converter.reporting.ReportFile}.
 */
package org.p2vworkbench.converter.reporting;
