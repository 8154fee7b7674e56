package org.p2vworkbench.converter.ovf;

import java.util.Optional;

/**
 * A virtual disk of the package (DSP0243 2.1.1, section 9.1).
 *
 * @param fileRef the id of the file with its content; without one the disk is blank
 */
public record OvfDisk(String id, long capacityBytes, Optional<String> fileRef) {}
