/** Linux swap areas: start with {@link org.p2vworkbench.disks.allocation.swap.SwapAllocation}. */
package org.p2vworkbench.disks.allocation.swap;
