package org.p2vworkbench.fixups.plan;

/**
 * Something the operator should know and this program does not change.
 *
 * @param code stable, for searching: "BOOT-002"
 * @param text what was found and what it leads to
 * @param remedy what to do about it; empty when nothing has to be done
 */
public record Finding(String code, Severity severity, String text, String remedy) {}
