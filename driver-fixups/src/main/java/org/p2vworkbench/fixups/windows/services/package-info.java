/**
 * What came with the old hardware and does not fit the new: {@link
 * org.p2vworkbench.fixups.windows.services.UnfitServices} disables what is known, {@link
 * org.p2vworkbench.fixups.windows.services.UnknownMiniports} what looks like it, and then {@link
 * org.p2vworkbench.fixups.windows.services.FilterLists} takes the names out of filter lists that would wait for them.
 */
package org.p2vworkbench.fixups.windows.services;
