package org.p2vworkbench.fixups.registry;

import java.nio.ByteBuffer;

/**
 * Bytes that a log wants in its hive.
 *
 * @param at in the hive's file
 */
record LogPage(long at, ByteBuffer bytes) {}
