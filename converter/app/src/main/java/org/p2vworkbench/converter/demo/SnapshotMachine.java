package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2vworkbench.fixtures.vmdk.DiskContent;
import org.p2vworkbench.fixtures.vmdk.HostedSparseWriter;
import org.p2vworkbench.fixtures.vmdk.VmdkDescriptor;

/**
 * A machine as VMware keeps it in a folder: a VMX file, a sparse disk, and a snapshot that holds what changed since.
 * What "changed" is written to the raw disk too, so that it stays what a guest would see.
 */
record SnapshotMachine(String name, Path rawDisk) {

    private static final int GRAIN_BYTES = 1 << 16;
    private static final int BASE_ID = 0x1f0e_2d3c;
    private static final int SNAPSHOT_ID = 0x4b5a_6978;

    /** Far behind the files, where the filesystem keeps nothing. */
    private static final long CHANGED_AT = 1L << 30;

    private static final int CHANGED_GRAINS = 16;

    /** Writes the machine around {@code vmx}; answers the snapshot, which is what the machine runs from. */
    Path writeTo(Path vmx) throws IOException {
        Files.createDirectories(vmx.getParent());
        Path base = vmx.resolveSibling(name + ".vmdk");
        Path snapshot = vmx.resolveSibling(name + "-000001.vmdk");
        VmdkDescriptor plain = VmdkDescriptor.of("monolithicSparse", extent(base));
        Files.write(
                base,
                HostedSparseWriter.bytes(
                        new DiskContent(Files.size(rawDisk), GRAIN_BYTES, grains(), new TreeSet<>()),
                        plain.withContentId(BASE_ID).bytes()));
        VmdkDescriptor delta = VmdkDescriptor.of("monolithicSparse", extent(snapshot))
                .withContentId(SNAPSHOT_ID)
                .withParent(base.getFileName().toString(), BASE_ID);
        Files.write(
                snapshot,
                HostedSparseWriter.bytes(
                        new DiskContent(Files.size(rawDisk), GRAIN_BYTES, change(), new TreeSet<>()), delta.bytes()));
        Files.writeString(vmx, description(snapshot.getFileName().toString()));
        return snapshot;
    }

    private String extent(Path file) throws IOException {
        return "RW %d SPARSE \"%s\"".formatted(Files.size(rawDisk) / 512, file.getFileName());
    }

    private SortedMap<Long, byte[]> grains() throws IOException {
        SortedMap<Long, byte[]> grains = new TreeMap<>();
        byte[] zeros = new byte[GRAIN_BYTES];
        try (FileChannel raw = FileChannel.open(rawDisk, StandardOpenOption.READ)) {
            ByteBuffer grain = ByteBuffer.allocate(GRAIN_BYTES);
            for (long number = 0; number * GRAIN_BYTES < raw.size(); number++) {
                raw.read(grain.clear(), number * GRAIN_BYTES);
                if (!Arrays.equals(grain.array(), zeros)) {
                    grains.put(number, grain.array().clone());
                }
            }
        }
        return grains;
    }

    private SortedMap<Long, byte[]> change() throws IOException {
        SortedMap<Long, byte[]> grains = new TreeMap<>();
        byte[] text = "This was written after the snapshot was taken. ".getBytes(StandardCharsets.US_ASCII);
        byte[] grain = new byte[GRAIN_BYTES];
        for (int i = 0; i < grain.length; i++) {
            grain[i] = text[i % text.length];
        }
        try (FileChannel raw = FileChannel.open(rawDisk, StandardOpenOption.WRITE)) {
            for (long i = 0; i < CHANGED_GRAINS; i++) {
                raw.write(ByteBuffer.wrap(grain), CHANGED_AT + i * GRAIN_BYTES);
                grains.put(CHANGED_AT / GRAIN_BYTES + i, grain);
            }
        }
        return grains;
    }

    private String description(String disk) {
        return """
                .encoding = "UTF-8"
                config.version = "8"
                virtualHW.version = "8"
                displayName = "%s"
                guestOS = "winnetstandard"
                numvcpus = "1"
                memsize = "1024"
                scsi0.present = "TRUE"
                scsi0.virtualDev = "lsilogic"
                scsi0:0.present = "TRUE"
                scsi0:0.fileName = "%s"
                ethernet0.present = "TRUE"
                ethernet0.virtualDev = "e1000"
                ethernet0.addressType = "generated"
                ethernet0.generatedAddress = "00:0c:29:4f:8e:35"
                """.formatted(name, disk);
    }
}
