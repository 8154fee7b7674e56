package org.p2vworkbench.disks.raid.md;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * Format 0.90 (md_p.h, mdp_super_t): 1024 words in the byte order of the machine that made them, 64 KiB below the last
 * multiple of 64 KiB. Data begins at the start of the member, so a partition and the disk it ends with can both seem to
 * be the member.
 */
final class OldSuperblock {

    private static final int BYTES = 4096;
    private static final long RESERVED = 64 << 10;
    private static final int CHECKSUM_AT = 38 * 4;
    private static final int MOST_DISKS = 27;
    private static final int DESCRIPTORS_AT = 128 * 4;
    private static final int DESCRIPTOR_BYTES = 32 * 4;
    private static final int OWN_DESCRIPTOR_AT = 992 * 4;
    private static final int RESHAPING = 91;

    private static final int FAULTY = 1;
    private static final int IN_SYNC = 1 << 2;
    private static final int WRITE_MOSTLY = 1 << 9;
    private static final int JOURNAL = 1 << 18;

    private OldSuperblock() {}

    /** How much of a device of this size a member can use: all below its superblock. */
    static long dataBytes(long deviceBytes) {
        return (deviceBytes & -RESERVED) - RESERVED;
    }

    static Optional<MdSuperblock> read(BlockSource device) throws IOException {
        long at = dataBytes(device.size());
        if (at < 0) {
            return Optional.empty();
        }
        Block little = Block.littleEndian(device, at, BYTES);
        if (isOne(little.view())) {
            return Optional.of(parse(little, device.size(), "little-endian"));
        }
        Block big = Block.bigEndian(device, at, BYTES);
        return isOne(big.view()) ? Optional.of(parse(big, device.size(), "big-endian")) : Optional.empty();
    }

    private static boolean isOne(ByteBuffer bytes) {
        return Integer.toUnsignedLong(bytes.getInt(0)) == MdSuperblock.MAGIC && bytes.getInt(4) == 0;
    }

    private static MdSuperblock parse(Block in, long deviceBytes, String order) {
        in.u32(0, "magic");
        in.u32(4, "major version");
        long minor = in.u32(8, "minor version");
        in.u32(12, "patch version");
        in.u32(16, "generic state words");
        String uuid = "%08x:%08x:%08x:%08x"
                .formatted(
                        in.u32(20, "array UUID, word 0"),
                        in.u32(52, "array UUID, word 1"),
                        in.u32(56, "array UUID, word 2"),
                        in.u32(60, "array UUID, word 3"));
        long created = in.u32(24, "created, seconds");
        MdGeometry geometry = geometry(in);
        in.u32(36, "devices known");
        in.u32(44, "preferred minor number");
        in.u32(48, "not persistent");
        long updated = in.u32(128, "updated, seconds");
        long state = in.u32(132, "state");
        in.u32(136, "active devices");
        in.u32(140, "working devices");
        in.u32(144, "failed devices");
        in.u32(148, "spare devices");
        long checksum = in.u32(CHECKSUM_AT, "checksum");
        boolean bigEndian = order.startsWith("big");
        // The two halves are stored so that a 64-bit load of the same machine reads them as one.
        long events =
                in.u32(bigEndian ? 156 : 160, "events, high") << 32 | in.u32(bigEndian ? 160 : 156, "events, low");
        in.u32(172, "recovery checkpoint, sectors");
        Optional<MdReshape> reshape = minor == RESHAPING ? Optional.of(reshape(in, geometry)) : Optional.empty();

        List<MdPlace> roles = new ArrayList<>();
        for (int number = 0; number < MOST_DISKS; number++) {
            roles.add(place(in, DESCRIPTORS_AT + number * DESCRIPTOR_BYTES, geometry, "device " + number));
        }
        MdArray array = new MdArray(
                uuid, "", Instant.ofEpochSecond(created), geometry, reshape, (state & 1) != 0, false, false, false, 0);
        return new MdSuperblock(
                "0.90",
                checksum == MdChecksum.of(in.view(), CHECKSUM_AT),
                events,
                Instant.ofEpochSecond(updated),
                array,
                device(in, geometry, deviceBytes),
                roles,
                in.structure("md 0.90 superblock, " + order));
    }

    private static MdGeometry geometry(Block in) {
        int level = (int) in.u32(28, "level");
        long componentKib = in.u32(32, "size of a member, KiB");
        int disks = (int) Math.min(Integer.MAX_VALUE, in.u32(40, "raid disks"));
        long layout = in.u32(256, "layout");
        long chunk = in.u32(260, "chunk, bytes");
        return new MdGeometry(level, layout, chunk, disks, componentKib << 10);
    }

    private static MdReshape reshape(Block in, MdGeometry after) {
        long position = in.bits64(176, "reshape position, sectors");
        int level = (int) in.u32(184, "new level");
        int delta = (int) in.u32(188, "delta disks");
        long layout = in.u32(192, "new layout");
        long chunk = in.u32(196, "new chunk, bytes");
        MdGeometry before = new MdGeometry(
                after.level(), after.layout(), after.chunkBytes(), after.disks() - delta, after.componentBytes());
        return new MdReshape(
                before,
                new MdGeometry(level, layout, chunk, after.disks(), after.componentBytes()),
                position * MdSuperblock.SECTOR,
                delta < 0);
    }

    private static MdDevice device(Block in, MdGeometry geometry, long deviceBytes) {
        long state = Integer.toUnsignedLong(in.view().getInt(OWN_DESCRIPTOR_AT + 16));
        MdPlace place = place(in, OWN_DESCRIPTOR_AT, geometry, "this device");
        int number = in.view().getInt(OWN_DESCRIPTOR_AT);
        return new MdDevice(
                number,
                place,
                (state & WRITE_MOSTLY) != 0,
                false,
                OptionalLong.empty(),
                0,
                dataBytes(deviceBytes),
                List.of());
    }

    private static MdPlace place(Block in, int at, MdGeometry geometry, String which) {
        in.u32(at, which + ": number");
        in.u32(at + 4, which + ": major");
        in.u32(at + 8, which + ": minor");
        long slot = in.u32(at + 12, which + ": slot");
        long state = in.u32(at + 16, which + ": state");
        if ((state & FAULTY) != 0) {
            return MdPlace.FAULTY;
        }
        if ((state & JOURNAL) != 0) {
            return MdPlace.JOURNAL;
        }
        return (state & IN_SYNC) != 0 && slot < geometry.disks() ? MdPlace.active((int) slot) : MdPlace.SPARE;
    }
}
