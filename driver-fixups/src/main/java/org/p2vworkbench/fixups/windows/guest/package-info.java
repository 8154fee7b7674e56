/**
 * A Windows guest as its repair sees it: {@link org.p2vworkbench.fixups.windows.guest.WindowsGuest}, made from the files
 * of the guest by {@link org.p2vworkbench.fixups.windows.guest.WindowsHives}.
 */
package org.p2vworkbench.fixups.windows.guest;
