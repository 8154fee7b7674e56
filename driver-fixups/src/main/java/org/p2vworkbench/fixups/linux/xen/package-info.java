/** Linux guests that come from Xen: what they have that works there only, and whether they have anything that works here. */
package org.p2vworkbench.fixups.linux.xen;
