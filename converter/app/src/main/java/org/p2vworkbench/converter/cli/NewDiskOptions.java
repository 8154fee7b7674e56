package org.p2vworkbench.converter.cli;

import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import picocli.CommandLine.Option;

/** What the new disks are like: shared by the commands that make a machine. */
final class NewDiskOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "qcow2",
            completionCandidates = Choices.Formats.class,
            description =
                    "Of the new disks: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}. A raw disk has no layer"
                            + " over it.")
    private ConvertOptions.Format format;

    @Option(
            names = "--compress",
            paramLabel = "METHOD",
            defaultValue = "none",
            completionCandidates = Choices.Compressions.class,
            description = "Of qcow2 disks: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Qcow2Compression compression;

    @Option(names = "--flatten", description = "One stand-alone image per disk instead of a sealed base and a layer.")
    private boolean flatten;

    void check() throws UsageException {
        if (format == ConvertOptions.Format.RAW && compression != Qcow2Compression.NONE) {
            throw new UsageException(
                    "--compress", "a raw disk cannot be compressed", "Leave out --compress or --format raw.");
        }
    }

    ConvertOptions.Format format() {
        return format;
    }

    Qcow2Compression compression() {
        return compression;
    }

    boolean flatten() {
        return flatten;
    }
}
