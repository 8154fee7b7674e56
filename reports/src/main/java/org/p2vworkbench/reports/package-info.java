/**
 * What a migration did, as documents. Owns its input records and knows no other module.
 *
 * <p>Start with {@link org.p2vworkbench.reports.MigrationReport}, everything a report can say.
 */
package org.p2vworkbench.reports;
