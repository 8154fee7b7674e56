/**
 * Windows registry hives as bytes: the regf format 1.3 to 1.6 and its transaction logs.
 *
 * <p>Start with {@link org.p2vworkbench.fixups.registry.Hive}, from which keys and values are had;
 * {@link org.p2vworkbench.fixups.registry.HiveLogs} makes of a hive that was not written out, and its logs, the hive that
 * Windows would have. Nothing here writes into a hive it was given.
 *
 * <p>Facts are those of M. Suhanov, "Windows registry file format specification" (msuhanov/regf), cited below as
 * "regf"; quirks of real hives are in {@code docs/formats/regf.md}.
 */
package org.p2vworkbench.fixups.registry;
