/**
 * What was copied, provably: a hash of every chunk, in a file that survives any end of the program.
 *
 * <p>Start with {@link org.p2vworkbench.converter.ledger.Ledger}, written during a copy and read by resume, verify and
 * report; {@link org.p2vworkbench.converter.ledger.MerkleTree} makes one hash of them all.
 */
package org.p2vworkbench.converter.ledger;
