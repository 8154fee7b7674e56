package org.p2vworkbench.converter.cli;

import picocli.CommandLine.Option;

/** Whether nobody's word about free blocks is taken: shared by the commands that make a machine. */
final class AllBlocksOption {

    @Option(names = "--all-blocks", description = "Copy every block, whatever image and filesystems say is empty.")
    private boolean all;

    boolean all() {
        return all;
    }
}
