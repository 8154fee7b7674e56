/**
 * A guest's registry while its repair is planned: {@link org.p2vworkbench.fixups.windows.hive.HiveDraft} shows a hive as
 * the changes planned so far leave it, and makes new ones. It does for keys what {@code plan.Draft} does for files.
 */
package org.p2vworkbench.fixups.windows.hive;
