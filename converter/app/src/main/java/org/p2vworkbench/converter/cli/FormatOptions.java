package org.p2vworkbench.converter.cli;

import java.util.Optional;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.source.VmdkParts;
import org.p2vworkbench.disks.image.raw.HoleMap;
import picocli.CommandLine.Option;

/** How images are read: shared by the commands that read them. */
final class FormatOptions {

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "Format of the images; without it their content decides, never their name.")
    private Optional<String> inputFormat = Optional.empty();

    @Option(
            names = "--allow-extents-outside",
            description = "Let a descriptor name files outside its own folder. Only for images you trust.")
    private boolean extentsOutside;

    SourceOptions reading(HoleMap holes, Scratch scratch) {
        return new SourceOptions(ForeignFormat.andOwn(), inputFormat, extentsOutside, holes, scratch, new VmdkParts());
    }
}
