/**
 * What is known of services that do not fit a virtual machine: {@link org.p2vworkbench.fixups.windows.drivers.DriverTable}
 * reads it from {@code services.tsv}, to which an operator can add; {@link
 * org.p2vworkbench.fixups.windows.drivers.InBox} are those that nobody may touch.
 */
package org.p2vworkbench.fixups.windows.drivers;
