/**
 * Who may send a machine: codes that let one agent in once, and the keys of agents that are known since.
 *
 * <p>Start with {@link org.p2vworkbench.converter.enrol.EnrolmentBook}. Codes are kept as hashes; everything lies in the
 * store's hidden folder, which only its owner can read.
 */
package org.p2vworkbench.converter.enrol;
