/**
 * A guest in the words of a report: what system it is, what it is for, what it mounts, which addresses it has.
 *
 * <p>Start with {@link org.p2vworkbench.fixups.description.GuestDescription}. All of it is read from its files and its
 * registry; nothing of it runs, and nothing here is needed to repair it.
 */
package org.p2vworkbench.fixups.description;
