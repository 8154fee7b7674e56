package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.raid.MemberDisks;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.SourceFinder;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.source.VmdkParts;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The disks that may belong to a set: shared by the commands about RAID. */
final class RaidInputs {

    @Parameters(
            arity = "1..*",
            paramLabel = "DISK",
            description = "Images of any format, block devices, folders of images, in any order."
                    + " One name alone may be a connected machine's.")
    private List<String> disks;

    @Option(
            names = "--serial",
            paramLabel = "DISK=SERIAL",
            description = "Serial number of the drive that DISK was read from; may be repeated. Intel sets name their"
                    + " members by nothing else. Of block devices it is known.")
    private Map<String, String> serials = new LinkedHashMap<>();

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "Format of the images; without it their content decides, never their name.")
    private Optional<String> inputFormat = Optional.empty();

    /** The one word that was given, if it is no file and no address: the name of a machine then. */
    Optional<String> machine() {
        boolean word = disks.size() == 1 && disks.get(0).matches("[a-z0-9][a-z0-9._-]*");
        return word && Files.notExists(Path.of(disks.get(0))) ? Optional.of(disks.get(0)) : Optional.empty();
    }

    MemberDisks open(Console console, Scratch scratch) throws IOException {
        FoundSources found = SourceFinder.find(
                MemberDisks.withoutFolders(disks),
                new SourceOptions(
                        ForeignFormat.andOwn(), inputFormat, false, new SparseMap(), scratch, new VmdkParts()));
        found.notes().forEach(console::story);
        found.warnings().forEach(console::warning);
        return MemberDisks.open(found, serials);
    }
}
