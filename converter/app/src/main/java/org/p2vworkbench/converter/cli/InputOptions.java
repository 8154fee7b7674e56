package org.p2vworkbench.converter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.SourceFinder;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.source.VmdkParts;
import org.p2vworkbench.disks.image.raw.HoleMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read, and how: shared by the commands that read images. */
final class InputOptions {

    /** For commands that write nothing else; unlike /tmp it is never kept in memory (FHS 3.0, section 5.15). */
    static final Path SCRATCH = Path.of("/var/tmp");

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description =
                    "Disk images (vmdk, vhd, vhdx, vdi, qcow2, raw and what qemu reads), block devices, vmx, ovf, ova, Xen configurations, folders of"
                            + " these, nbd:// and nbd+unix:// addresses.")
    private List<String> inputs;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "Format of the images; without it their content decides, never their name.")
    private Optional<String> inputFormat = Optional.empty();

    @Option(
            names = "--allow-extents-outside",
            description = "Let a descriptor name files outside its own folder. Only for images you trust.")
    private boolean extentsOutside;

    FoundSources find(HoleMap holes, Scratch scratch) {
        return SourceFinder.find(
                inputs,
                new SourceOptions(
                        ForeignFormat.andOwn(), inputFormat, extentsOutside, holes, scratch, new VmdkParts()));
    }
}
