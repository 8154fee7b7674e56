package org.p2vworkbench.fixups.windows.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Puts the geometry right that the boot code of Windows before Vista computes with: the number of heads, which depends
 * on the disk's size, and the partition's start ("A disk read error occurred" when they are wrong). Fields of the BIOS
 * parameter block, NTFS volume boot sector; the rule for heads is that of virt-v2v.
 */
public final class NtfsBootSector implements Fixup<WindowsGuest> {

    private static final int SECTOR = 512;
    private static final int OEM_ID_AT = 3;
    private static final byte[] NTFS = "NTFS    ".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADS_AT = 0x1a;
    private static final int HIDDEN_AT = 0x1c;

    private static final long HEADS_64_BELOW_BYTES = 2_114_445_312L;
    private static final long HEADS_128_BELOW_BYTES = 4_228_374_780L;

    @Override
    public String name() {
        return "ntfs-boot-sector";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        if (guest.atLeast(6, 0)) {
            return;
        }
        String root = edits.guest().mountpoints().getOrDefault("/", "nothing");
        Optional<GuestVolume> volume = edits.guest().volumes().stream()
                .filter(each -> each.device().equals(root))
                .findFirst();
        if (volume.isEmpty() || volume.get().partition().isEmpty() || !root.matches("/dev/[sv]d[a-z]\\d+")) {
            leave(edits, root, "it is no partition of a disk");
            return;
        }
        byte[] sector = edits.guest().readDevice(root, 0, SECTOR);
        if (!Arrays.equals(sector, OEM_ID_AT, OEM_ID_AT + NTFS.length, NTFS, 0, NTFS.length)) {
            leave(edits, root, "it is no NTFS");
            return;
        }
        byte[] table = edits.guest().readDevice(root.replaceFirst("\\d+$", ""), 0, SECTOR);
        MbrEntry[] entries = MbrEntry.all(table);
        int number = volume.get().partition().getAsInt();
        if (number > entries.length || entries[number - 1].sectors() == 0) {
            leave(edits, root, "it is no primary partition of its disk");
            return;
        }
        byte[] right = sector.clone();
        ByteBuffer.wrap(right)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(HEADS_AT, (short) heads(entries))
                .putInt(HIDDEN_AT, (int) entries[number - 1].start());
        edits.sectors(root, 0, right, "its boot code would look for the volume in another place of the disk");
    }

    private static void leave(Edits edits, String root, String why) {
        edits.find(
                "WIN-BOOT-SECTOR",
                Severity.LOW,
                "The boot sector of %s was not looked at, because %s.".formatted(root, why),
                "If it does not start with \"A disk read error occurred\", repair it with the Windows CD (fixboot).");
    }

    /** The disk's size is not known here; the end of its last partition is near enough for these limits. */
    private static int heads(MbrEntry[] entries) {
        long bytes = Arrays.stream(entries)
                        .mapToLong(entry -> entry.start() + entry.sectors())
                        .max()
                        .orElse(0)
                * SECTOR;
        if (bytes < HEADS_64_BELOW_BYTES) {
            return 0x40;
        }
        return bytes < HEADS_128_BELOW_BYTES ? 0x80 : 0xff;
    }

    /** A primary entry of a partition table (MBR, offset 0x1BE). */
    private record MbrEntry(long start, long sectors) {

        static MbrEntry[] all(byte[] table) {
            ByteBuffer in = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
            MbrEntry[] entries = new MbrEntry[4];
            for (int i = 0; i < entries.length; i++) {
                int at = 0x1be + 16 * i;
                boolean signed = in.getShort(0x1fe) == (short) 0xaa55;
                entries[i] = new MbrEntry(
                        signed ? Integer.toUnsignedLong(in.getInt(at + 8)) : 0,
                        signed ? Integer.toUnsignedLong(in.getInt(at + 12)) : 0);
            }
            return entries;
        }
    }
}
