package org.p2vworkbench.agent.wire;

/**
 * Bytes of a chunk that could not be read; in the chunk they are zeros.
 *
 * @param from counted from the chunk's start
 */
public record BadRange(int from, int length) {}
