package org.p2vworkbench.converter.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Zeros;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/** What a device holds, in words short enough for a question: is this the one you meant. */
final class DeviceContent {

    /** A look at the first bytes; finding nothing in a whole disk would take hours. */
    private static final int LOOKED_AT_BYTES = 1 << 20;

    private DeviceContent() {}

    static String of(Path device) {
        try (BlockSource bytes = RawFile.open(device)) {
            Optional<FilesystemSignature> whole = FilesystemSignature.of(bytes);
            PartitionTable table = PartitionTable.of(bytes);
            if (table.kind() != PartitionTable.Kind.NONE) {
                return partitions(table, bytes);
            }
            return whole.isPresent() ? inWords(whole.get()) : unknown(bytes);
        } catch (IOException unreadable) {
            // It may be overwritten all the same: a failing sector 0 may be why.
            return "something that cannot be read (%s)".formatted(unreadable.getMessage());
        }
    }

    private static String partitions(PartitionTable table, BlockSource bytes) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Partition partition : table.partitions()) {
            if (!partition.container()) {
                String type = partition.typeName();
                boolean inside = partition.startBytes() <= bytes.size();
                parts.add(partition.number() + ": "
                        + (inside
                                ? FilesystemSignature.of(partition.in(bytes))
                                        .map(DeviceContent::inWords)
                                        .orElse(type)
                                : type));
            }
        }
        String kind = table.kind().name().toUpperCase(Locale.ROOT);
        return parts.isEmpty()
                ? "an empty partition table (%s)".formatted(kind)
                : "partitions (%s): %s".formatted(kind, String.join(", ", parts));
    }

    /** A label is whatever somebody wrote there; control characters would write to the operator's terminal. */
    private static String inWords(FilesystemSignature signature) {
        String label = signature.label().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return label.isEmpty() ? signature.type() : "%s \"%s\"".formatted(signature.type(), label);
    }

    private static String unknown(BlockSource bytes) throws IOException {
        byte[] first = new byte[(int) Math.min(LOOKED_AT_BYTES, bytes.size())];
        bytes.read(0, ByteBuffer.wrap(first));
        return Zeros.only(first, 0, first.length)
                ? "nothing, as far as its first MiB tells"
                : "data that is neither a partition table nor a file system known here";
    }
}
