/** What no repair takes away and an operator has to know, one check per finding. */
package org.p2vworkbench.fixups.windows.risk;
