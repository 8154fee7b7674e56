package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.device.SourceDevice;
import org.p2vworkbench.converter.foreign.ServedImage;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.FirmwareGuess;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.ova.OvfPackage;
import org.p2vworkbench.converter.ovf.OvfMachine;
import org.p2vworkbench.converter.vmx.VmxFile;
import org.p2vworkbench.converter.vmx.VmxMachine;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.Siblings;
import org.p2vworkbench.disks.nbd.NbdUri;

/** Reads one input: the machines a description describes, or the machine around a loose image. */
final class CandidateReader {

    private final SourceOptions options;

    CandidateReader(SourceOptions options) {
        this.options = options;
    }

    List<Candidate> read(Input input) throws IOException {
        return switch (input.kind()) {
            case VMX -> List.of(vmx(input.path()));
            case OVF ->
                ovf(
                        input.path(),
                        OvfPackage.folder(input.path(), options.outsideAllowed(), options.scratch(), options.holes()));
            case OVA -> ovf(input.path(), OvfPackage.archive(input.path(), options.scratch(), options.holes()));
            case XEN -> List.of(new XenReader(options).read(input.path()));
            case CLONEZILLA -> List.of(new ClonezillaReader(options).read(input.path()));
            case IMAGE, RAW_IMAGE, OTHER -> List.of(image(input.path()));
        };
    }

    private Candidate vmx(Path path) throws IOException {
        Siblings.Sibling found = FolderSiblings.named(path, options.outsideAllowed(), options.holes());
        VmxMachine machine;
        try (BlockSource bytes = found.bytes()) {
            machine = VmxMachine.of(
                    VmxFile.read(bytes), MachineNames.stem(path.getFileName().toString()));
        }
        DiskAddress at = new DiskAddress(path.getFileName().toString(), 0);
        Set<String> uses = new HashSet<>();
        List<Candidate.Disk> disks = new ArrayList<>();
        for (DiskDrive drive : machine.hardware().disks()) {
            String reference = nearby(found.siblings(), drive.image());
            disks.add(disk(found.siblings(), reference, at));
            uses.addAll(filesOf(found.siblings(), reference, at));
        }
        uses.add(path.toRealPath().toString());
        return new Candidate(
                path.toString(),
                machine.hardware(),
                disks,
                machine.notes(),
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                "",
                uses);
    }

    private List<Candidate> ovf(Path path, OvfPackage ovf) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        MachineSource.IntegrityCheck verified = new VerifiedOnce(ovf::verify);
        for (OvfMachine machine : ovf.machines()) {
            List<String> notes = new ArrayList<>(ovf.notes());
            notes.addAll(machine.notes());
            Set<String> uses = new HashSet<>();
            List<Candidate.Disk> disks = new ArrayList<>();
            for (OvfMachine.Content content : machine.content()) {
                if (content.isBlank()) {
                    disks.add(new Candidate.Disk("blank", () -> new BlankDisk("blank", content.capacityBytes())));
                } else {
                    disks.add(disk(ovf.files(), content.href(), ovf.address()));
                    uses.addAll(filesOf(ovf, content.href()));
                }
            }
            uses.add(path.toRealPath().toString());
            candidates.add(new Candidate(path.toString(), machine.hardware(), disks, notes, verified, "", uses));
        }
        return candidates;
    }

    private Candidate image(Path path) throws IOException {
        Set<String> uses = new HashSet<>();
        Firmware firmware = Firmware.BIOS;
        List<String> notes = new ArrayList<>();
        try (DiskImage opened =
                options.formats().open(WatchedSiblings.watch(named(path), uses), options.imageFormat())) {
            firmware = FirmwareGuess.of(opened);
        } catch (IOException failure) {
            // The conversion of this machine will fail with the same words; here it is enough to know its parts.
            notes.add("the image cannot be opened: " + failure.getMessage());
            options.namedFiles().namedBy(path).forEach(file -> uses.add(file.toString()));
        }
        SourceDevice.at(path).ifPresent(device -> notes.addAll(device.warnings()));
        String itself = path.toRealPath().toString();
        uses.remove(itself);
        String file = path.getFileName().toString();
        return new Candidate(
                path.toString(),
                MachineHardware.aroundBareDisks(MachineNames.stem(file), firmware, List.of(file)),
                List.of(new Candidate.Disk(file, () -> options.formats().open(named(path), options.imageFormat()))),
                notes,
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                itself,
                uses);
    }

    /** The machine around a disk that is served; one that cannot be reached now is not waited for. */
    Candidate served(NbdUri uri) throws IOException {
        Firmware firmware;
        long size;
        try (DiskImage opened = ServedImage.at(uri)) {
            firmware = FirmwareGuess.of(opened);
            size = opened.size();
        }
        String name = MachineNames.stem(uri.subject());
        return new Candidate(
                uri.text(),
                MachineHardware.aroundBareDisks(name, firmware, List.of(uri.text())),
                List.of(new Candidate.Disk(name, () -> ServedImage.at(uri))),
                List.of(),
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                "",
                Set.of("%s|%d".formatted(uri.text(), size)));
    }

    private Siblings.Sibling named(Path path) throws IOException {
        return FolderSiblings.named(path, options.outsideAllowed(), options.holes());
    }

    private Candidate.Disk disk(Siblings siblings, String reference, DiskAddress at) {
        return new Candidate.Disk(
                reference, () -> options.formats().open(siblings.open(reference, at), Optional.empty()));
    }

    /** What opening a disk opens. A disk that does not open uses itself, as far as it is there. */
    private Set<String> filesOf(Siblings siblings, String reference, DiskAddress at) {
        Set<String> uses = new HashSet<>();
        try {
            options.formats()
                    .open(new WatchedSiblings(siblings, uses).open(reference, at), Optional.empty())
                    .close();
        } catch (IOException failsAgainWhenConverted) {
            // What was opened until then is used all the same.
        }
        return uses;
    }

    private Set<String> filesOf(OvfPackage ovf, String href) throws IOException {
        Set<String> uses = new HashSet<>(ovf.identities(href));
        if (!ovf.isPacked(href)) {
            uses.addAll(filesOf(ovf.files(), href, ovf.address()));
        }
        return uses;
    }

    /** ESXi names disks of another datastore by absolute paths; what was copied lies beside the file. */
    private static String nearby(Siblings siblings, String reference) {
        if (siblings.has(reference)) {
            return reference;
        }
        String last = reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf('\\')) + 1);
        return siblings.has(last) ? last : reference;
    }
}
