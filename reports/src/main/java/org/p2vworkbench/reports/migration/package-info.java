/**
 * The report that is handed over after a migration: what was moved, how it can be proved, what was changed, how to go back.
 *
 * <p>Start with {@link org.p2vworkbench.reports.migration.MigrationPage}.
 */
package org.p2vworkbench.reports.migration;
