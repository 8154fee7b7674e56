/**
 * Keeps a server's addresses: Windows ties them to the cards it had, and the new machine has others. {@link
 * org.p2vworkbench.fixups.windows.network.StaticAddresses} is where to start.
 */
package org.p2vworkbench.fixups.windows.network;
