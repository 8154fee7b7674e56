package org.p2vworkbench.fixups.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;

/**
 * Takes values out of a hive, which neither hivex nor the library over it does for one of several: the value leaves the
 * list of its key ("Key values list" in regf). Its cells stay allocated, as after any crash of Windows, and are of no
 * harm. Nothing else of the hive is another.
 */
public final class ValueRemoval {

    private static final int ENTRY_BYTES = 4;
    private static final int NO_LIST = -1;

    private ValueRemoval() {}

    /** Values that are not there are passed over. */
    public static void from(Path hive, Collection<RegistryName> values) throws IOException {
        for (RegistryName value : values) {
            Optional<HiveKey> key = Hive.open(hive).key(value.key());
            Optional<HiveKey.Listed> listed = key.isPresent() ? key.get().listed(value.name()) : Optional.empty();
            if (listed.isPresent()) {
                remove(hive, listed.get());
            }
        }
    }

    private static void remove(Path hive, HiveKey.Listed value) throws IOException {
        try (FileChannel file = FileChannel.open(hive, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = value.index() + 1; i < value.count(); i++) {
                ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES);
                file.read(entry, value.entriesAt() + (long) i * ENTRY_BYTES);
                file.write(entry.flip(), value.entriesAt() + (i - 1L) * ENTRY_BYTES);
            }
            file.write(number(value.count() - 1), value.countAt());
            if (value.count() == 1) {
                file.write(number(NO_LIST), value.listAt());
            }
        }
    }

    private static ByteBuffer number(int number) {
        return ByteBuffer.allocate(ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number);
    }
}
