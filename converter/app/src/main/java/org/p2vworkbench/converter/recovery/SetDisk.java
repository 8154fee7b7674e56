package org.p2vworkbench.converter.recovery;

import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * A disk to save.
 *
 * @param name as the machine's folder or its description has it
 * @param root of the ledger of its copy, where there is one
 * @param lostBytes of it that could not be read when it was copied, and are zeros
 */
public record SetDisk(String name, BlockSource bytes, Optional<String> root, long lostBytes) {}
