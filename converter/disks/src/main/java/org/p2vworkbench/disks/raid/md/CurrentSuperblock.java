package org.p2vworkbench.disks.raid.md;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * Formats 1.0, 1.1 and 1.2 (md_p.h, struct mdp_superblock_1): the same bytes, little-endian, near the end of the member,
 * at its start, or 4 KiB in. Says which sector it is in, so that a copy found elsewhere is not taken for one.
 */
final class CurrentSuperblock {

    private static final int BYTES = 4096;
    private static final int ROLES_AT = 256;
    private static final int MOST_DEVICES = (BYTES - ROLES_AT) / 2;
    private static final int CHECKSUM_AT = 0xd8;
    private static final int SECTOR = MdSuperblock.SECTOR;

    private static final int RECOVERY_OFFSET = 2;
    private static final int RESHAPE_ACTIVE = 4;
    private static final int BAD_BLOCKS = 8;
    private static final int REPLACEMENT = 0x10;
    private static final int RESHAPE_BACKWARDS = 0x20;
    private static final int JOURNAL = 0x200;
    private static final int PARTIAL_PARITY_LOG = 0x400 | 0x800;
    private static final int RAID0_LAYOUT = 0x1000;
    private static final long KNOWN = 0x1fff;

    private CurrentSuperblock() {}

    static long at(long deviceBytes, int minor) {
        return switch (minor) {
            case 0 -> (deviceBytes / SECTOR - 16 & -8) * SECTOR;
            case 1 -> 0;
            default -> 8 * SECTOR;
        };
    }

    static Optional<MdSuperblock> read(BlockSource device, int minor) throws IOException {
        long at = at(device.size(), minor);
        if (at < 0 || at > device.size() - BYTES) {
            return Optional.empty();
        }
        Block in = Block.littleEndian(device, at, BYTES);
        ByteBuffer bytes = in.view();
        boolean isOne = Integer.toUnsignedLong(bytes.getInt(0)) == MdSuperblock.MAGIC
                && bytes.getInt(4) == 1
                && bytes.getLong(0x90) == at / SECTOR;
        if (!isOne) {
            return Optional.empty();
        }
        MdSuperblock parsed = parse(in, minor);
        boolean hasLog = (bytes.getInt(8) & BAD_BLOCKS) != 0;
        return Optional.of(hasLog ? withBadBlocks(parsed, device, at, bytes) : parsed);
    }

    private static MdSuperblock parse(Block in, int minor) {
        in.u32(0, "magic");
        in.u32(4, "major version");
        long features = in.u32(8, "features");
        String uuid = uuid(in, 0x10);
        in.uuid(0x10, "array UUID");
        String name = new String(in.slice(0x20, 32), StandardCharsets.UTF_8).split("\0", 2)[0];
        in.ascii(0x20, 32, "name");
        long created = in.bits64(0x40, "created") & 0xff_ffff_ffffL;
        MdGeometry geometry = new MdGeometry(
                (int) in.u32(0x48, "level"),
                in.u32(0x4c, "layout"),
                in.u32(0x58, "chunk, sectors") * SECTOR,
                (int) Math.min(Integer.MAX_VALUE, in.u32(0x5c, "raid disks")),
                bytes(in, 0x50, "size of a member, sectors"));
        in.u32(0x60, "bitmap or partial parity log offset");
        Optional<MdReshape> reshape = reshape(in, geometry, features);
        MdDevice device = device(in, features);
        long updated = in.bits64(0xc0, "updated") & 0xff_ffff_ffffL;
        long events = in.bits64(0xc8, "events");
        long resync = in.bits64(0xd0, "resync offset, sectors");
        long checksum = in.u32(CHECKSUM_AT, "checksum");
        List<MdPlace> roles = roles(in);
        MdArray array = new MdArray(
                uuid,
                name,
                Instant.ofEpochSecond(created),
                geometry,
                reshape,
                resync == -1,
                (features & RAID0_LAYOUT) != 0,
                (features & JOURNAL) != 0,
                (features & PARTIAL_PARITY_LOG) != 0,
                features & ~KNOWN);
        MdPlace place =
                device.number() >= 0 && device.number() < roles.size() ? roles.get(device.number()) : MdPlace.SPARE;
        MdDevice placed = new MdDevice(
                device.number(),
                place,
                device.writeMostly(),
                device.replacement(),
                device.recoveredBytes(),
                device.dataOffsetBytes(),
                device.dataBytes(),
                List.of());
        return new MdSuperblock(
                "1." + minor,
                checksum == checksum(in),
                events,
                Instant.ofEpochSecond(updated),
                array,
                placed,
                roles,
                in.structure("md 1.%d superblock".formatted(minor)));
    }

    /** As mdadm prints it, not as RFC 9562 does. */
    private static String uuid(Block in, int at) {
        String hex = HexFormat.of().formatHex(in.slice(at, 16));
        return String.join(":", hex.substring(0, 8), hex.substring(8, 16), hex.substring(16, 24), hex.substring(24));
    }

    /** A count of sectors in bytes; -1 where it is more than any disk has. */
    private static long bytes(Block in, int at, String name) {
        long sectors = in.bits64(at, name);
        return sectors < 0 || sectors > Long.MAX_VALUE / SECTOR ? -1 : sectors * SECTOR;
    }

    private static Optional<MdReshape> reshape(Block in, MdGeometry now, long features) {
        int level = (int) in.u32(0x64, "new level");
        long position = in.bits64(0x68, "reshape position, array sectors");
        int delta = (int) in.u32(0x70, "delta disks");
        long layout = in.u32(0x74, "new layout");
        long chunk = in.u32(0x78, "new chunk, sectors") * SECTOR;
        in.u32(0x7c, "new data offset, sectors from the old");
        if ((features & RESHAPE_ACTIVE) == 0) {
            return Optional.empty();
        }
        return Optional.of(new MdReshape(
                new MdGeometry(now.level(), now.layout(), now.chunkBytes(), now.disks() - delta, now.componentBytes()),
                new MdGeometry(level, layout, chunk, now.disks(), now.componentBytes()),
                position * SECTOR,
                (features & RESHAPE_BACKWARDS) != 0));
    }

    private static MdDevice device(Block in, long features) {
        long dataOffset = bytes(in, 0x80, "data offset, sectors");
        long dataBytes = bytes(in, 0x88, "data size, sectors");
        in.bits64(0x90, "own sector");
        long recovered = bytes(in, 0x98, "recovery offset or journal tail, sectors");
        int number = (int) Math.min(Integer.MAX_VALUE, in.u32(0xa0, "device number"));
        in.uuid(0xa8, "device UUID");
        int flags = in.u8(0xb8, "device flags");
        in.u8(0xb9, "bad block log: shift");
        in.u16(0xba, "bad block log: sectors");
        in.u32(0xbc, "bad block log: offset, sectors from here");
        boolean recovering = (features & RECOVERY_OFFSET) != 0;
        return new MdDevice(
                number,
                MdPlace.SPARE,
                (flags & 1) != 0,
                (features & REPLACEMENT) != 0,
                recovering ? OptionalLong.of(Math.max(0, recovered)) : OptionalLong.empty(),
                dataOffset,
                dataBytes,
                List.of());
    }

    private static List<MdPlace> roles(Block in) {
        long devices = in.u32(0xdc, "device slots");
        List<MdPlace> roles = new ArrayList<>();
        for (int number = 0; number < Math.min(devices, MOST_DEVICES); number++) {
            int role = in.u16(ROLES_AT + 2 * number, "role of device " + number);
            roles.add(
                    switch (role) {
                        case 0xffff -> MdPlace.SPARE;
                        case 0xfffe -> MdPlace.FAULTY;
                        case 0xfffd -> MdPlace.JOURNAL;
                        default -> MdPlace.active(role);
                    });
        }
        return roles;
    }

    private static long checksum(Block in) {
        int devices = in.view().getInt(0xdc);
        boolean plausible = devices >= 0 && devices <= MOST_DEVICES;
        // -1 is no checksum: what claims more devices than there is room for is damaged.
        return plausible ? MdChecksum.of(in.view().limit(ROLES_AT + 2 * devices), CHECKSUM_AT) : -1;
    }

    /** A log that cannot be true is as bad as a wrong checksum: nobody knows which sectors are not to be trusted. */
    private static MdSuperblock withBadBlocks(MdSuperblock parsed, BlockSource device, long at, ByteBuffer bytes)
            throws IOException {
        int shift = Byte.toUnsignedInt(bytes.get(0xb9));
        int sectors = Short.toUnsignedInt(bytes.getShort(0xba));
        long log = at + (long) bytes.getInt(0xbc) * SECTOR;
        Optional<List<BadRange>> bad = BadBlockLog.read(device, log, sectors, shift);
        return new MdSuperblock(
                parsed.version(),
                parsed.checksumRight() && bad.isPresent(),
                parsed.events(),
                parsed.updated(),
                parsed.array(),
                parsed.device().avoiding(bad.orElse(List.of())),
                parsed.roles(),
                parsed.structure());
    }
}
