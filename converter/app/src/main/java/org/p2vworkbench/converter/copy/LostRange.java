package org.p2vworkbench.converter.copy;

/** Bytes of a source that could not be read, and why; the target has zeros there. */
public record LostRange(long offset, long length, String cause) {}
