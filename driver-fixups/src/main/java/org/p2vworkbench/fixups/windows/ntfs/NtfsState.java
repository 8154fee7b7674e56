package org.p2vworkbench.fixups.windows.ntfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.DeviceRun;
import org.p2vworkbench.fixups.guest.GuestTree;

/**
 * What an NTFS says of how it was left: the flags of $Volume, and the restart pages of $LogFile, of which there are two,
 * written in turn (ntfs-3g logfile.h; Linux-NTFS, "$LogFile").
 *
 * @param markedDirty whether Windows is to check it at its next start
 * @param journal where $LogFile lies on the device; none when that cannot be told
 */
record NtfsState(boolean markedDirty, Log log, List<DeviceRun> journal) {

    /** How the journal was left. */
    enum Log {
        /** Windows has finished all that is in it. */
        CLOSED,
        /** All ones: never used, or emptied by a repair. Windows itself leaves none so. */
        EMPTY,
        /** Something in it may have to be done again. */
        OPEN
    }

    private static final int SECTOR = 512;
    private static final String OEM_ID = "NTFS    ";
    private static final int LOG_RECORD = 2;
    private static final int VOLUME_RECORD = 3;
    private static final int VOLUME_INFORMATION = 0x70;
    private static final int DATA = 0x80;
    private static final int FLAGS_AT = 10;
    private static final int DIRTY_OR_BEING_CHECKED = 0x4001;
    private static final int MOST_BYTES = 65536;
    private static final int DEFAULT_PAGE_BYTES = 4096;
    private static final int NO_CLIENT = 0xffff;
    private static final int CLEAN = 0x2;

    NtfsState {
        journal = List.copyOf(journal);
    }

    /** Empty when the device holds no NTFS, or one whose first files cannot be read: then a mount fails too. */
    static Optional<NtfsState> of(GuestTree guest, String device) throws IOException {
        ByteBuffer boot = ByteBuffer.wrap(guest.readDevice(device, 0, SECTOR)).order(ByteOrder.LITTLE_ENDIAN);
        if (!new String(boot.array(), 3, 8, StandardCharsets.ISO_8859_1).equals(OEM_ID)) {
            return Optional.empty();
        }
        long sectorBytes = boot.getShort(11) & 0xffff;
        // From Windows 10 on clusters may be larger than 128 sectors: the power of two is given, negative.
        int perCluster = boot.get(13) < 0 && boot.get(13) >= -31 ? 1 << -boot.get(13) : boot.get(13) & 0xff;
        long clusterBytes = sectorBytes * perCluster;
        long recordBytes = boot.get(64) < 0 ? 1L << Math.min(31, -boot.get(64)) : boot.get(64) * clusterBytes;
        long sectors = boot.getLong(40);
        long mft = boot.getLong(48);
        if (sectorBytes < 256
                || clusterBytes < SECTOR
                || clusterBytes > 2 << 20
                || recordBytes < SECTOR
                || recordBytes > MOST_BYTES
                || sectors <= 0
                || sectors > Long.MAX_VALUE / sectorBytes
                || mft <= 0
                || mft >= sectors * sectorBytes / clusterBytes - 1) {
            return Optional.empty();
        }
        long firstRecord = mft * clusterBytes;
        Optional<ByteBuffer> information = MftRecord.of(
                        guest.readDevice(device, firstRecord + VOLUME_RECORD * recordBytes, (int) recordBytes))
                .flatMap(volume -> volume.value(VOLUME_INFORMATION));
        Optional<MftRecord> log =
                MftRecord.of(guest.readDevice(device, firstRecord + LOG_RECORD * recordBytes, (int) recordBytes));
        if (information.isEmpty() || information.get().limit() < FLAGS_AT + 2 || log.isEmpty()) {
            return Optional.empty();
        }
        List<DeviceRun> journal = log.get().runs(DATA, clusterBytes, sectors * sectorBytes);
        return Optional.of(new NtfsState(
                (information.get().getShort(FLAGS_AT) & DIRTY_OR_BEING_CHECKED) != 0,
                log(guest, device, journal),
                journal));
    }

    private static Log log(GuestTree guest, String device, List<DeviceRun> journal) throws IOException {
        if (journal.isEmpty()) {
            return Log.OPEN;
        }
        int length = (int) Math.min(journal.get(0).length(), 2L * MOST_BYTES);
        ByteBuffer in = ByteBuffer.wrap(guest.readDevice(device, journal.get(0).offset(), length))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(0) == -1 && (length < DEFAULT_PAGE_BYTES + 4 || in.getInt(DEFAULT_PAGE_BYTES) == -1)) {
            return Log.EMPTY;
        }
        Optional<Restart> first = Restart.at(in, 0);
        Optional<Restart> second = Restart.at(in, first.map(Restart::pageBytes).orElse(DEFAULT_PAGE_BYTES));
        if (first.isEmpty() && second.isEmpty()) {
            return Log.OPEN;
        }
        boolean secondRules = first.isEmpty()
                || second.isPresent() && second.get().sequence() > first.get().sequence();
        return (secondRules ? second : first).orElseThrow().closed() ? Log.CLOSED : Log.OPEN;
    }

    /** A restart page, as far as it says whether the journal was closed. */
    private record Restart(long sequence, boolean closed, int pageBytes) {

        static Optional<Restart> at(ByteBuffer log, int at) {
            // All that is asked of a page lies before the first of its bytes that a fixup replaces.
            if (at > log.limit() - SECTOR) {
                return Optional.empty();
            }
            byte[] magic = new byte[4];
            log.get(at, magic);
            String signature = new String(magic, StandardCharsets.ISO_8859_1);
            boolean checked = signature.equals("CHKD");
            int area = log.getShort(at + 24) & 0xffff;
            int pageBytes = log.getInt(at + 16);
            if (!signature.equals("RSTR") && !checked
                    || area < 30
                    || area > SECTOR - 26
                    || pageBytes < SECTOR
                    || pageBytes > MOST_BYTES
                    || Integer.bitCount(pageBytes) != 1) {
                return Optional.empty();
            }
            boolean closed =
                    (log.getShort(at + area + 12) & 0xffff) == NO_CLIENT || (log.getShort(at + area + 14) & CLEAN) != 0;
            return Optional.of(new Restart(log.getLong(at + (checked ? 8 : area)), closed, pageBytes));
        }
    }
}
