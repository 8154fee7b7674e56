package org.p2vworkbench.converter.ovf;

import java.util.OptionalLong;

/**
 * A file of the package (DSP0243 2.1.1, section 7.1).
 *
 * @param href its name beside the descriptor
 * @param sizeBytes as it lies in the package, compressed or not
 * @param gzip whether it is declared to be compressed
 * @param chunkBytes set when it lies there in pieces of this size, named {@code href.000000000} and so on
 */
public record OvfFile(String id, String href, OptionalLong sizeBytes, boolean gzip, OptionalLong chunkBytes) {}
