package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.files.MachineDisks;
import org.p2vworkbench.converter.files.OpenGuest;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.raid.AssembledVolumes;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.source.VmdkParts;
import org.p2vworkbench.fixups.appliance.GuestFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose files: shared by the commands that look into a machine that is off. */
final class GuestOptions {

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "A machine of the store, by name or folder, or one machine of what 'p2v inspect' takes.")
    private String image;

    @Option(names = "--disk", paramLabel = "IMAGE", description = "One more disk of the same machine. May be repeated.")
    private List<String> disks = new ArrayList<>();

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "Format of the images; without it their content decides, never their name.")
    private Optional<String> inputFormat = Optional.empty();

    @Option(
            names = "--allow-extents-outside",
            description = "Let a descriptor name files outside its own folder. Only for images you trust.")
    private boolean extentsOutside;

    @Option(
            names = "--allow-degraded",
            description = "Go on when the disks are a RAID set with members missing or stale.")
    private boolean degradedAllowed;

    String image() {
        return image;
    }

    /** What is done with the files of the machine. */
    interface Work {
        void on(GuestFiles files) throws IOException;
    }

    /** Starts an appliance over the machine's disks, does the work and ends it. */
    void run(Console console, Work work) throws IOException {
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH)) {
            SourceOptions options = new SourceOptions(
                    ForeignFormat.andOwn(), inputFormat, extentsOutside, new SparseMap(), scratch, new VmdkParts());
            List<String> inputs = new ArrayList<>(List.of(image));
            inputs.addAll(disks);
            MachineDisks machine = new MachineDisks(store.store(), options, console::story);
            try (OpenGuest guest = OpenGuest.over(
                    machine.open(inputs), new AssembledVolumes(degradedAllowed, console::story), console::story)) {
                work.on(guest.files());
            }
        }
    }
}
