/** Offline repair of guests, through the libguestfs appliance and nothing else. */
package org.p2vworkbench.fixups;
