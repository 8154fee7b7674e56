package org.p2vworkbench.disks.raid.jmicron;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * The last sector of a JMicron member (dmraid jm.h, FreeBSD md_jmicron.c). Little-endian. The magic is two letters, so
 * checksum and fields decide.
 *
 * @param base where the data begins, in a unit on which the sources disagree
 * @param sectors that this disk gives
 * @param memberIds by slot, up to the first empty one; the low 4 bits are a segment and not part of the identity
 * @param intact whether the words sum to 0; dmraid also takes a sum of 1, as one wrong bit gives it too
 */
record JmicronRecord(
        int version,
        long identity,
        long base,
        long sectors,
        String name,
        int mode,
        int blockShift,
        int flags,
        List<Long> spareIds,
        List<Long> memberIds,
        boolean intact) {

    static final int RAID0 = 0;
    static final int RAID1 = 1;
    static final int RAID01 = 2;
    static final int SPAN = 3;
    static final int RAID5 = 5;

    static final int BAD_SECTOR = 4;
    static final int UNSYNCED = 0x20;

    private static final int SUMMED_WORDS = 64;
    private static final int MOST_MEMBERS = 8;
    private static final int MOST_SPARES = 2;
    private static final int LARGEST_SHIFT = 15;
    private static final long IDENTITY_MASK = 0xfffffff0L;
    private static final List<Integer> MODES = List.of(RAID0, RAID1, RAID01, SPAN, RAID5);

    JmicronRecord {
        spareIds = List.copyOf(spareIds);
        memberIds = List.copyOf(memberIds);
    }

    static Optional<JmicronRecord> read(BlockSource disk) throws IOException {
        Optional<Block> sector = TailSector.read(disk, 1, 1, ByteOrder.LITTLE_ENDIAN);
        return sector.isPresent() && sector.get().ascii(0, 2, "signature").equals("JM") && sum(sector.get()) <= 1
                ? Optional.of(parse(sector.get())).filter(JmicronRecord::plausible)
                : Optional.empty();
    }

    /** Place in the member list; -1 for a spare or a stranger. */
    int slot() {
        for (int slot = 0; slot < memberIds.size(); slot++) {
            if ((memberIds.get(slot) & IDENTITY_MASK) == (identity & IDENTITY_MASK)) {
                return slot;
            }
        }
        return -1;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private static JmicronRecord parse(Block in) {
        List<Long> spares = new ArrayList<>();
        for (int i = 0; i < MOST_SPARES; i++) {
            spares.add(in.u32(0x38 + 4 * i, "spare " + i));
        }
        List<Long> members = new ArrayList<>();
        for (int i = 0; i < MOST_MEMBERS && in.u32(0x40 + 4 * i, "member " + i) != 0; i++) {
            members.add(in.u32(0x40 + 4 * i, "member " + i));
        }
        return new JmicronRecord(
                in.u16(2, "version"),
                in.u32(0x10, "identity"),
                in.u32(0x14, "base"),
                (in.u32(0x18, "range") << 16) + in.u16(0x1c, "range, low"),
                in.ascii(0x20, 16, "name").strip(),
                in.u8(0x30, "mode"),
                in.u8(0x31, "block shift"),
                in.u16(0x32, "attribute"),
                spares,
                members,
                sum(in) == 0);
    }

    private boolean plausible() {
        boolean spare = spareIds.stream().anyMatch(id -> (id & IDENTITY_MASK) == (identity & IDENTITY_MASK));
        return MODES.contains(mode)
                && blockShift <= LARGEST_SHIFT
                && !memberIds.isEmpty()
                && identity != 0
                && (slot() >= 0 || spare);
    }

    private static int sum(Block in) {
        int sum = 0;
        for (int i = 0; i < SUMMED_WORDS; i++) {
            sum += in.view().getShort(2 * i);
        }
        return sum & 0xffff;
    }
}
