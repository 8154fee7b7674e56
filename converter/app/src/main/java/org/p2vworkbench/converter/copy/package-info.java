/**
 * Moving the bytes of a disk: which chunks, by how many threads, and what happens when some cannot be read.
 *
 * <p>Start with {@link org.p2vworkbench.converter.copy.CopyEngine}; {@link org.p2vworkbench.converter.copy.CopyPlan}
 * says what it will move.
 */
package org.p2vworkbench.converter.copy;
