package org.p2vworkbench.converter.cli;

import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.SourceFinder;
import org.p2vworkbench.disks.image.raw.HoleMap;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private FormatOptions format;

    FoundSources find(HoleMap holes, Scratch scratch) {
        return SourceFinder.find(inputs, format.reading(holes, scratch));
    }
}
