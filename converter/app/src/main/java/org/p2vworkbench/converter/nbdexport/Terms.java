package org.p2vworkbench.converter.nbdexport;

/**
 * What was agreed with a client (proto.md, "Handshake").
 *
 * @param structuredReplies whether replies to reads come in chunks
 * @param allocation whether the client may ask which ranges are holes
 */
record Terms(boolean structuredReplies, boolean allocation) {}
