package org.p2vworkbench.converter.migrate;

import org.p2vworkbench.converter.convert.Prove;

/**
 * How a connected machine is booted.
 *
 * @param degradedAllowed and {@code keepMembers}: what becomes of a controller's sets
 */
public record ProofOptions(boolean degradedAllowed, boolean keepMembers, Prove.Terms terms) {}
