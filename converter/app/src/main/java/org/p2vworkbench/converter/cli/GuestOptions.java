package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.converter.files.MachineDisks;
import org.p2vworkbench.converter.files.OpenGuest;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.raid.AssembledVolumes;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.store.Store;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixups.appliance.GuestFiles;
import org.p2vworkbench.fixups.appliance.VolumeKey;
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

    @Mixin
    private FormatOptions format;

    @Option(
            names = "--allow-degraded",
            description = "Go on when the disks are a RAID set with members missing or stale.")
    private boolean degradedAllowed;

    @Mixin
    private KeyOptions keys;

    String image() {
        return image;
    }

    List<VolumeKey> keys() {
        return keys.keys();
    }

    Store store() {
        return store.store();
    }

    /** All that was named, where it is files. */
    List<Path> images() {
        return Stream.concat(Stream.of(image), disks.stream()).map(Path::of).toList();
    }

    /** What is done with the disks of the machine. */
    interface DisksWork {
        void on(List<BlockSource> disks) throws IOException;
    }

    /** Opens the machine's disks, assembled where they are a set, does the work and closes them. */
    void onDisks(Console console, DisksWork work) throws IOException {
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH)) {
            List<DiskImage> open = machine(console, scratch).open(inputs());
            try {
                work.on(new AssembledVolumes(degradedAllowed, console::story).assemble(List.copyOf(open)));
            } finally {
                for (DiskImage disk : open) {
                    disk.close();
                }
            }
        }
    }

    private List<String> inputs() {
        List<String> inputs = new ArrayList<>(List.of(image));
        inputs.addAll(disks);
        return inputs;
    }

    private MachineDisks machine(Console console, Scratch scratch) {
        SourceOptions options = format.reading(new SparseMap(), scratch);
        return new MachineDisks(store.store(), options, console::story);
    }

    /** What is done with the files of the machine. */
    interface Work {
        void on(GuestFiles files) throws IOException;
    }

    /** Starts an appliance over the machine's disks, does the work and ends it. */
    void run(Console console, Work work) throws IOException {
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH)) {
            try (OpenGuest guest = OpenGuest.over(
                    machine(console, scratch).open(inputs()),
                    new AssembledVolumes(degradedAllowed, console::story),
                    keys.keys(),
                    console::story)) {
                work.on(guest.files());
            }
        }
    }
}
