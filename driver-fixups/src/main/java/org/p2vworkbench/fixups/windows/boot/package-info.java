/** What decides over the start of Windows beside its drivers: boot sectors, firmware files, stop screens, sleep. */
package org.p2vworkbench.fixups.windows.boot;
