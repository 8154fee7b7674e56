package org.p2vworkbench.fixups.guest;

/** Bytes of a device that lie one behind the other. */
public record DeviceRun(long offset, long length) {}
