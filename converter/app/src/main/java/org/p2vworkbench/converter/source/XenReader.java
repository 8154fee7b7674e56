package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.wrap.WrappedDisk;
import org.p2vworkbench.converter.xl.XlDrive;
import org.p2vworkbench.converter.xl.XlFile;
import org.p2vworkbench.converter.xl.XlMachine;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.Siblings;

/**
 * Reads the machine that a Xen configuration describes. Its disks are devices and paths of the old host, and what was
 * copied from there lies beside the configuration as a rule.
 */
final class XenReader {

    /** What people call an image of a logical volume. */
    private static final List<String> ENDINGS = List.of(".img", ".raw", ".dd", ".qcow2", ".vhd", ".vmdk");

    private final SourceOptions options;

    XenReader(SourceOptions options) {
        this.options = options;
    }

    /** A file that was found for what the configuration names. */
    private record Found(XlDrive.Part part, String reference, Optional<String> format) {}

    Candidate read(Path path) throws IOException {
        Siblings.Sibling found = FolderSiblings.named(path, options.outsideAllowed(), options.holes());
        XlMachine machine;
        try (BlockSource bytes = found.bytes()) {
            machine = XlMachine.of(
                    XlFile.read(bytes), MachineNames.stem(path.getFileName().toString()));
        }
        DiskAddress at = new DiskAddress(path.getFileName().toString(), 0);
        List<List<Found>> drives = find(machine, found.siblings(), at);
        List<String> notes = new ArrayList<>(machine.notes());
        List<Candidate.Disk> disks = new ArrayList<>();
        Set<String> uses = new HashSet<>();
        for (int i = 0; i < drives.size(); i++) {
            XlDrive drive = machine.drives().get(i);
            disks.add(disk(drive, drives.get(i), machine.startedByHost(), found.siblings(), at));
            for (Found file : drives.get(i)) {
                uses.addAll(filesOf(found.siblings(), file, at));
            }
            if (drive.isOfPartitions()) {
                notes.add("%s: the old host showed %d files as its partitions; they become partitions of one disk"
                        .formatted(drive.name(), drives.get(i).size()));
            }
        }
        uses.add(path.toRealPath().toString());
        return new Candidate(
                path.toString(),
                machine.hardware(),
                disks,
                notes,
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                "",
                uses);
    }

    private List<List<Found>> find(XlMachine machine, Siblings siblings, DiskAddress at) throws IOException {
        List<List<Found>> drives = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (XlDrive drive : machine.drives()) {
            List<Found> files = new ArrayList<>();
            for (XlDrive.Part part : drive.parts()) {
                Optional<Found> file = find(part, siblings);
                if (file.isPresent()) {
                    files.add(file.get());
                } else {
                    missing.add("%s (looked for %s)".formatted(part.description(), lookedFor(part)));
                }
                if (part.number() > WrappedDisk.mostPartitions()) {
                    throw new DiskFormatException(
                            at,
                            "names partition %d of %s, and no partition table has more than %d"
                                    .formatted(part.number(), drive.name(), WrappedDisk.mostPartitions()),
                            "Give it a smaller number in a copy of the file, and in the guest's fstab.");
                }
            }
            drives.add(files);
        }
        if (!missing.isEmpty()) {
            throw new DiskFormatException(
                    at,
                    "names disks of the old host that are not beside it: " + String.join("; ", missing),
                    "Copy them from the old host into the folder of this file, under one of those names; on the old host"
                            + " itself add --allow-extents-outside.");
        }
        return drives;
    }

    /** Where it was, or beside the file under its own name, as an image of it, or with its volume group before it. */
    private static Optional<Found> find(XlDrive.Part part, Siblings siblings) {
        if (siblings.has(part.target())) {
            return Optional.of(new Found(part, part.target(), format(part)));
        }
        for (String name : names(part)) {
            if (siblings.has(name)) {
                return Optional.of(new Found(part, name, format(part)));
            }
        }
        for (String name : names(part)) {
            for (String ending : ENDINGS) {
                if (siblings.has(name + ending)) {
                    // It was made by whoever copied it, in a format of their choice.
                    return Optional.of(new Found(part, name + ending, Optional.empty()));
                }
            }
        }
        return Optional.empty();
    }

    /** What the host said it is: a guest that can write the first bytes of a raw disk could claim anything. */
    private static Optional<String> format(XlDrive.Part part) {
        return Optional.of(part.format());
    }

    private static List<String> names(XlDrive.Part part) {
        String[] folders = part.target().split("/");
        if (folders.length == 0) {
            return List.of();
        }
        String last = folders[folders.length - 1];
        return folders.length < 3 || folders[folders.length - 2].isEmpty()
                ? List.of(last)
                : List.of(last, folders[folders.length - 2] + "-" + last);
    }

    private static String lookedFor(XlDrive.Part part) {
        return String.join(", ", names(part)) + ", also with " + String.join(" ", ENDINGS);
    }

    private Candidate.Disk disk(
            XlDrive drive, List<Found> files, boolean startedByHost, Siblings siblings, DiskAddress at) {
        SeenAs seen = new SeenAs(drive.guestNames(), false, startedByHost);
        ImageFormats formats = options.formats();
        if (!drive.isOfPartitions()) {
            Found file = files.get(0);
            return new Candidate.Disk(
                    file.reference(), seen, () -> formats.open(siblings.open(file.reference(), at), file.format()));
        }
        List<WrappedDisk.Source> sources = files.stream()
                .map(file -> new WrappedDisk.Source(
                        file.part().number(), () -> formats.open(siblings.open(file.reference(), at), file.format())))
                .toList();
        return new Candidate.Disk(drive.name(), seen, () -> WrappedDisk.open(drive.name(), sources));
    }

    /** What opening a disk opens. A disk that does not open uses itself, as far as it is there. */
    private Set<String> filesOf(Siblings siblings, Found file, DiskAddress at) {
        Set<String> uses = new HashSet<>();
        try {
            options.formats()
                    .open(new WatchedSiblings(siblings, uses).open(file.reference(), at), file.format())
                    .close();
        } catch (IOException failsAgainWhenConverted) {
            // What was opened until then is used all the same.
        }
        return uses;
    }
}
