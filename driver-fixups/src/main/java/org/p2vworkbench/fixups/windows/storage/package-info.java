/**
 * The way to the boot disk on new hardware: {@link org.p2vworkbench.fixups.windows.storage.InBoxControllers} opens those
 * that Windows brings itself, {@link org.p2vworkbench.fixups.windows.storage.VirtioDrivers} the one that is given to it,
 * and {@link org.p2vworkbench.fixups.windows.storage.BusChoice} says which the new machine has to have.
 */
package org.p2vworkbench.fixups.windows.storage;
