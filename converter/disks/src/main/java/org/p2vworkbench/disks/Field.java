package org.p2vworkbench.disks;

/** One field of an on-disk structure as found: where, how wide, what it says. */
public record Field(long offset, int width, String name, String value) {}
