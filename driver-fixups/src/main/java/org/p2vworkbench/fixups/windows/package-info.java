/**
 * Repairs Windows guests: {@link org.p2vworkbench.fixups.windows.WindowsRepair} is where to start. It reads the guest's
 * hives, has each fixup plan its part in order, and says which machine the guest needs then.
 */
package org.p2vworkbench.fixups.windows;
