/**
 * Tables for a consultant's own sheet: CSV (RFC 4180) and XLSX (ECMA-376, SpreadsheetML).
 *
 * <p>Start with {@link org.p2vworkbench.reports.sheet.Sheet}. No cell can be a formula.
 */
package org.p2vworkbench.reports.sheet;
