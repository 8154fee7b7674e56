package org.p2vworkbench.converter.cli;

import org.p2vworkbench.converter.convert.ConvertOptions;
import picocli.CommandLine.Option;

/** Which blocks travel: those that filesystems use, unless one of these says otherwise. */
final class BlockOptions {

    @Option(names = "--all-blocks", description = "Read every block, whatever image and filesystems say is empty.")
    private boolean all;

    @Option(
            names = "--held-blocks",
            description =
                    "Copy every block that the image holds, of deleted files too, and skip what it knows to be zeros.")
    private boolean held;

    ConvertOptions.Blocks wanted() {
        if (all) {
            return ConvertOptions.Blocks.ALL;
        }
        return held ? ConvertOptions.Blocks.HELD : ConvertOptions.Blocks.USED;
    }
}
