/**
 * The store: a folder with a folder for each machine, which a person can read. Start with
 * {@link org.p2vworkbench.converter.store.MachineFolder}, which knows where everything lies.
 */
package org.p2vworkbench.converter.store;
