package org.p2vworkbench.converter.ova;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.ovf.OvfEnvelope;
import org.p2vworkbench.converter.ovf.OvfFile;
import org.p2vworkbench.converter.ovf.OvfMachine;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.Siblings;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFile;

/** An OVF package: its descriptor, the files it names, and the hashes they must have. Holds no file open. */
public final class OvfPackage {

    private static final String MANIFEST_ENDING = ".mf";
    private static final String CERTIFICATE_ENDING = ".cert";
    private static final long MIB = 1L << 20;

    private final String descriptor;
    private final OvfEnvelope envelope;
    private final Siblings raw;
    private final PackageSiblings files;

    private OvfPackage(String descriptor, OvfEnvelope envelope, Siblings raw, Scratch scratch, HoleMap holes) {
        this.descriptor = descriptor;
        this.envelope = envelope;
        this.raw = raw;
        Map<String, OvfFile> byHref = new HashMap<>();
        envelope.files().forEach(file -> byHref.putIfAbsent(file.href(), file));
        this.files = new PackageSiblings(raw, byHref, mostBytes(envelope), scratch, holes);
    }

    /** Whether the file is a tar file, whatever it is called. */
    public static boolean isArchive(BlockSource file) throws IOException {
        return OvaIndex.recognises(file);
    }

    /**
     * Opens an OVA: a tar file with a descriptor in it.
     *
     * @param scratch where compressed members are unpacked
     */
    public static OvfPackage archive(Path tar, Scratch scratch, HoleMap holes) throws IOException {
        Map<String, OvaMember> members;
        try (BlockSource whole = RawFile.open(tar)) {
            members = OvaIndex.of(whole);
        }
        String descriptor = members.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".ovf"))
                .findFirst()
                .orElseThrow(() -> new DiskFormatException(
                        new DiskAddress(tar.getFileName().toString(), 0),
                        "is a tar file with no .ovf descriptor among its %d members".formatted(members.size()),
                        "Unpack it and name the images inside."));
        int name = descriptor.lastIndexOf('/') + 1;
        Siblings raw = new OvaSiblings(tar.toRealPath(), members, descriptor.substring(0, name), holes);
        String file = descriptor.substring(name);
        Siblings.Sibling found =
                raw.open(file, new DiskAddress(tar.getFileName().toString(), 0));
        return opened(file, found, scratch, holes);
    }

    /** Opens a descriptor with its files beside it. */
    public static OvfPackage folder(Path ovf, boolean outsideAllowed, Scratch scratch, HoleMap holes)
            throws IOException {
        Siblings.Sibling found = FolderSiblings.named(ovf, outsideAllowed, holes);
        return opened(ovf.getFileName().toString(), found, scratch, holes);
    }

    private static OvfPackage opened(String descriptor, Siblings.Sibling found, Scratch scratch, HoleMap holes)
            throws IOException {
        try (BlockSource bytes = found.bytes()) {
            return new OvfPackage(descriptor, OvfEnvelope.read(bytes), found.siblings(), scratch, holes);
        }
    }

    /** The machines in it, in the order of the descriptor. */
    public List<OvfMachine> machines() {
        return envelope.machines();
    }

    /** The files its machines' disks name, ready to be opened as images. */
    public Siblings files() {
        return files;
    }

    /** The identities of the files that hold {@code href} as they lie, as far as they are there. */
    public Set<String> identities(String href) throws IOException {
        return files.identities(href, address());
    }

    /** Whether opening {@code href} may mean unpacking it first. */
    public boolean isPacked(String href) {
        return files.isPacked(href);
    }

    public DiskAddress address() {
        return new DiskAddress(descriptor, 0);
    }

    /** What the operator should know without any file having been read. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (manifestName().isEmpty()) {
            notes.add("%s comes without a manifest: nothing tells whether its files are as exported"
                    .formatted(descriptor));
        }
        if (raw.has(stem() + CERTIFICATE_ENDING)) {
            notes.add("the certificate of %s was not checked; the hashes of its manifest are".formatted(descriptor));
        }
        return notes;
    }

    /** Reads every file the manifest lists, if there is one, and throws for the first that is missing or different. */
    public void verify() throws IOException {
        Optional<String> name = manifestName();
        if (name.isEmpty()) {
            return;
        }
        Manifest manifest;
        try (BlockSource bytes = raw.open(name.get(), address()).bytes()) {
            manifest = Manifest.read(bytes);
        }
        new ManifestCheck(manifest, raw).run();
    }

    private Optional<String> manifestName() {
        return Optional.of(stem() + MANIFEST_ENDING).filter(raw::has);
    }

    private String stem() {
        int dot = descriptor.lastIndexOf('.');
        return dot < 0 ? descriptor : descriptor.substring(0, dot);
    }

    /**
     * No image format needs a quarter more than the disk it holds; a compressed file whose disk is not known is bounded
     * by the scratch folder's room alone.
     */
    private static Map<String, Long> mostBytes(OvfEnvelope envelope) {
        Map<String, Long> most = new HashMap<>();
        for (OvfMachine machine : envelope.machines()) {
            for (OvfMachine.Content content : machine.content()) {
                long capacity = content.capacityBytes();
                if (capacity > 0 && capacity < Long.MAX_VALUE / 2) {
                    most.merge(content.href(), capacity + capacity / 4 + 64 * MIB, Math::max);
                }
            }
        }
        return most;
    }
}
