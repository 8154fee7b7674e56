package org.p2vworkbench.disks.volume.lvm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The first bytes of a physical volume as {@code pvcreate} and {@code vgcfgrestore} write them: the label in the second
 * sector ({@link PvLabel}), one metadata area from 4 KiB to the first extent ({@link MetadataArea}).
 */
final class PhysicalVolumeHead {

    private static final int SECTOR = 512;
    private static final int AREA_AT = 4096;
    private static final int TEXT_AT = 512;
    /** LVM's default is 1 MiB; somebody may have wanted more. */
    private static final long MOST_AREA_BYTES = 64 << 20;

    private static final int LABEL_SECTOR = 1;
    private static final int HEADER_AT = 32;
    private static final int CHECKED_FROM = 20;
    /** Of the pv_header_extension behind the lists (LVM2 lib/format_text/layout.h). */
    private static final int EXTENSION_VERSION = 2;

    private static final int EXTENSION_USED = 1;

    private final String source;
    private final VgDescription.Pv pv;
    private final long deviceBytes;

    PhysicalVolumeHead(String source, VgDescription.Pv pv, long deviceBytes) {
        this.source = source;
        this.pv = pv;
        this.deviceBytes = deviceBytes;
    }

    /** @param text of the group, with the zero byte that ends it */
    byte[] bytes(byte[] text) throws DiskFormatException {
        if (!pv.id().replace("-", "").matches("[A-Za-z0-9]{%d}".formatted(LvmUuid.CHARS))) {
            throw new DiskFormatException(
                    new DiskAddress(source, 0),
                    "gives a physical volume the id '%s'".formatted(pv.id()),
                    "The file was changed or damaged; copy the folder again.");
        }
        long areaBytes = Math.min(pv.dataAtBytes(), MOST_AREA_BYTES) - AREA_AT;
        if (areaBytes < TEXT_AT + (long) text.length) {
            throw new DiskFormatException(
                    new DiskAddress(source, 0),
                    "leaves %d bytes before the first extent, and the group's description needs %d"
                            .formatted(pv.dataAtBytes(), AREA_AT + TEXT_AT + (long) text.length),
                    "Restore this image with Clonezilla onto a disk or an image file, and convert that.");
        }
        byte[] head = new byte[AREA_AT + TEXT_AT + text.length];
        System.arraycopy(label(areaBytes), 0, head, LABEL_SECTOR * SECTOR, SECTOR);
        System.arraycopy(areaHeader(areaBytes, text), 0, head, AREA_AT, SECTOR);
        System.arraycopy(text, 0, head, AREA_AT + TEXT_AT, text.length);
        return head;
    }

    private byte[] label(long areaBytes) {
        ByteBuffer label = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        label.put(0, ascii("LABELONE")).putLong(8, LABEL_SECTOR).putInt(20, HEADER_AT);
        label.put(24, ascii("LVM2 001")).put(HEADER_AT, ascii(pv.id().replace("-", "")));
        int at = HEADER_AT + LvmUuid.CHARS;
        label.putLong(at, deviceBytes);
        // One data area without an end, one metadata area; a pair of zeros ends each list.
        label.putLong(at + 8, pv.dataAtBytes());
        label.putLong(at + 40, AREA_AT).putLong(at + 48, areaBytes);
        label.putInt(at + 72, EXTENSION_VERSION).putInt(at + 76, EXTENSION_USED);
        byte[] checked = Arrays.copyOfRange(label.array(), CHECKED_FROM, SECTOR);
        return label.putInt(16, (int) LvmChecksum.of(checked)).array();
    }

    private static byte[] areaHeader(long areaBytes, byte[] text) {
        ByteBuffer header = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        header.put(4, MetadataArea.MAGIC).putInt(20, 1).putLong(24, AREA_AT).putLong(32, areaBytes);
        header.putLong(40, TEXT_AT).putLong(48, text.length).putInt(56, (int) LvmChecksum.of(text));
        byte[] checked = Arrays.copyOfRange(header.array(), 4, SECTOR);
        return header.putInt(0, (int) LvmChecksum.of(checked)).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
