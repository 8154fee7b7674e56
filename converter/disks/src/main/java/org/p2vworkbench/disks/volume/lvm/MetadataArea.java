package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * One of the places where a physical volume keeps its group's description (LVM2 lib/format_text/layout.h, struct
 * mda_header): a header sector, and behind it a ring in which each new text follows the one before. A text that runs
 * past the end goes on right behind the header.
 */
final class MetadataArea {

    private static final int HEADER_BYTES = 512;
    static final byte[] MAGIC = " LVM2 x[5A%r0N*>".getBytes(StandardCharsets.US_ASCII);
    private static final int IGNORED = 1;
    /** A text of 10 000 volumes has some 6 MiB; the tools' own limit is the area, 1 MiB as a rule. */
    private static final long MOST_TEXT_BYTES = 8 << 20;

    private static final String NEXT =
            "Other copies are looked for; 'pvck --dump metadata_search' on a copy of the disk shows older ones.";

    private final BlockSource source;
    private final PvLabel.Area area;

    MetadataArea(BlockSource source, PvLabel.Area area) {
        this.source = source;
        this.area = area;
    }

    /** The text; empty when the area is told to be ignored, or was never written to. */
    Optional<String> text() throws IOException {
        Block header = Block.littleEndian(source, area.offset(), HEADER_BYTES);
        check(header);
        long offset = header.size(40, "textAt");
        long length = header.size(48, "textBytes");
        boolean ignored = (header.u32(60, "flags") & IGNORED) != 0;
        if (offset == 0 || ignored) {
            return Optional.empty();
        }
        if (length == 0 || length > MOST_TEXT_BYTES || length > area.lengthBytes() - HEADER_BYTES) {
            throw header.damaged(
                    48,
                    "the text has %d bytes, its area %d".formatted(length, area.lengthBytes() - HEADER_BYTES),
                    NEXT);
        }
        if (offset < HEADER_BYTES || offset >= area.lengthBytes()) {
            throw header.damaged(
                    40, "the text starts at %d of an area of %d".formatted(offset, area.lengthBytes()), NEXT);
        }
        return Optional.of(checked(header, ring(offset, (int) length)));
    }

    private void check(Block header) throws DiskFormatException {
        if (!ByteBuffer.wrap(MAGIC).equals(ByteBuffer.wrap(header.slice(4, MAGIC.length)))) {
            throw header.damaged(4, "no LVM metadata area here, where the label says there is one", NEXT);
        }
        long said = header.u32(0, "crc");
        long given = LvmChecksum.of(header.slice(4, HEADER_BYTES - 4));
        if (said != given) {
            throw header.damaged(
                    0, "the metadata area's checksum is 0x%08x, its bytes give 0x%08x".formatted(said, given), NEXT);
        }
        if (header.u32(20, "version") != 1
                || header.size(24, "start") != area.offset()
                || header.size(32, "size") != area.lengthBytes()) {
            throw header.damaged(
                    20,
                    "the metadata area says version %d, %d bytes at 0x%x; its label says version 1, %d bytes at 0x%x"
                            .formatted(
                                    header.u32(20, ""),
                                    header.size(32, ""),
                                    header.size(24, ""),
                                    area.lengthBytes(),
                                    area.offset()),
                    NEXT);
        }
    }

    private byte[] ring(long offset, int length) throws IOException {
        if (area.offset() > source.size() - area.lengthBytes()) {
            throw new DiskFormatException(
                    new DiskAddress(source.name(), area.offset()),
                    "the metadata area ends behind the source's end, 0x%x".formatted(source.size()),
                    "The image is cut short; copy it again from where it came from.");
        }
        ByteBuffer text = ByteBuffer.allocate(length);
        int untilEnd = (int) Math.min(length, area.lengthBytes() - offset);
        source.read(area.offset() + offset, text.limit(untilEnd));
        source.read(area.offset() + HEADER_BYTES, text.limit(length));
        return text.array();
    }

    private static String checked(Block header, byte[] text) throws DiskFormatException {
        long said = header.u32(56, "textCrc");
        long given = LvmChecksum.of(text);
        if (said != given) {
            throw header.damaged(
                    56, "the text's checksum is 0x%08x, its bytes give 0x%08x".formatted(said, given), NEXT);
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
