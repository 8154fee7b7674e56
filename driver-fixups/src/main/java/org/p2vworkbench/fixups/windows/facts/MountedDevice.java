package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveKey;
import org.p2vworkbench.fixups.registry.HiveValue;

/**
 * A drive letter or volume name and what it stands for (SYSTEM\MountedDevices).
 *
 * @param name {@code \DosDevices\C:}
 * @param diskSignature of the disk with an MBR it lies on
 * @param offset of the partition on that disk, in bytes
 * @param partition GUID of a partition in a GPT, upper case with hyphens
 */
public record MountedDevice(String name, OptionalLong diskSignature, OptionalLong offset, Optional<String> partition) {

    private static final String LETTER = "\\DosDevices\\";
    private static final byte[] GPT = {'D', 'M', 'I', 'O', ':', 'I', 'D', ':'};

    static List<MountedDevice> all(Hive system) throws IOException {
        List<MountedDevice> all = new ArrayList<>();
        Optional<HiveKey> key = system.key("MountedDevices");
        if (key.isPresent()) {
            for (HiveValue value : key.get().values()) {
                all.add(of(value.name(), ByteBuffer.wrap(value.data().bytes()).order(ByteOrder.LITTLE_ENDIAN)));
            }
        }
        return all;
    }

    private static MountedDevice of(String name, ByteBuffer in) {
        if (in.limit() == 12) {
            return new MountedDevice(
                    name,
                    OptionalLong.of(Integer.toUnsignedLong(in.getInt(0))),
                    OptionalLong.of(in.getLong(4)),
                    Optional.empty());
        }
        if (in.limit() == 24 && in.slice(0, GPT.length).equals(ByteBuffer.wrap(GPT))) {
            return new MountedDevice(name, OptionalLong.empty(), OptionalLong.empty(), Optional.of(guid(in)));
        }
        return new MountedDevice(name, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    private static String guid(ByteBuffer in) {
        byte[] tail = new byte[8];
        in.get(16, tail);
        String end = HexFormat.of().withUpperCase().formatHex(tail);
        return "%08X-%04X-%04X-%s-%s"
                .formatted(in.getInt(8), in.getShort(12), in.getShort(14), end.substring(0, 4), end.substring(4));
    }

    /** "C", when this is a drive letter. */
    public Optional<String> letter() {
        boolean letter = name.startsWith(LETTER) && name.length() == LETTER.length() + 2 && name.endsWith(":");
        return letter ? Optional.of(name.substring(LETTER.length(), LETTER.length() + 1)) : Optional.empty();
    }
}
