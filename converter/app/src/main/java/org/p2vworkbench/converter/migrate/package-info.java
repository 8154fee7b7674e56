/**
 * Machines whose agents are connected, on their way into the store.
 *
 * <p>Start with {@link org.p2vworkbench.converter.migrate.Migration}: it makes a machine to convert of a connected one,
 * and from there on all is as with images.
 */
package org.p2vworkbench.converter.migrate;
