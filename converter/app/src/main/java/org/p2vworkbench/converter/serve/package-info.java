/**
 * The converter as a program that stays: agents on one side, the commands of this host on the other, migrations between.
 *
 * <p>Start with {@link org.p2vworkbench.converter.serve.Converter}.
 */
package org.p2vworkbench.converter.serve;
