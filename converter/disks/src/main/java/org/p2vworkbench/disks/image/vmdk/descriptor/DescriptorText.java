package org.p2vworkbench.disks.image.vmdk.descriptor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.Structure;

/**
 * A descriptor as bytes: a text file of its own, or some sectors of a sparse extent that end with zero bytes.
 *
 * <p>Names in it are in the encoding that the text itself declares ({@code encoding="windows-1252"}); without one they
 * are UTF-8 where that decodes, as Workstation and ESXi write it.
 */
public final class DescriptorText {

    /** A disk of 4096 extents has about 250 KiB of it. */
    public static final int LONGEST_BYTES = 1 << 20;

    /** 8 TiB in pieces of 2 GB; VMware splits no disk beyond 2 TiB. */
    private static final int MOST_EXTENTS = 4096;

    private static final int SHOWN_LINES = 1000;
    private static final String SIGNATURE = "# disk descriptorfile";
    private static final Pattern ENCODING = Pattern.compile("(?mi)^\\s*encoding\\s*=\\s*\"?([A-Za-z0-9_.:-]{1,40})\"?");

    private DescriptorText() {}

    /**
     * Whether the bytes at {@code offset} begin as a descriptor does: with the comment that says so or, as some
     * programs leave that out, with other comments and the version.
     */
    public static boolean startsAt(BlockSource file, long offset) throws IOException {
        int length = (int) Math.min(1024, file.size() - offset);
        if (length <= 0) {
            return false;
        }
        String start = new String(bytes(file, offset, length), StandardCharsets.ISO_8859_1);
        for (String line : withoutByteOrderMark(start).split("[\r\n]+")) {
            String text = line.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith(SIGNATURE)) {
                return true;
            }
            if (!text.isEmpty() && !text.startsWith("#")) {
                return text.matches("version\\s*=\\s*[1-9]");
            }
        }
        return false;
    }

    /** Parses the text of at most {@code length} bytes at {@code offset}, which must lie in the file. */
    public static Descriptor parse(BlockSource file, long offset, long length) throws IOException {
        if (length > LONGEST_BYTES) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), offset),
                    "the descriptor is %d bytes long, no more than %d make sense".formatted(length, LONGEST_BYTES),
                    "This is not a VMDK descriptor, or its header is damaged; copy the image again.");
        }
        return parsed(file, offset, upToZero(bytes(file, offset, (int) length)));
    }

    private static Descriptor parsed(BlockSource file, long offset, byte[] bytes) throws DiskFormatException {
        Charset charset = charset(bytes);
        Map<String, Descriptor.Entry> entries = new HashMap<>();
        List<ExtentLine> extents = new ArrayList<>();
        List<Field> shown = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
            int end = lineEnd(bytes, start);
            String line = withoutByteOrderMark(new String(bytes, start, end - start, charset))
                    .strip();
            DiskAddress at = new DiskAddress(file.name(), offset + start);
            int assign = line.indexOf('=');
            if (ExtentLine.looksLikeOne(line)) {
                extents.add(ExtentLine.parse(line, at));
                refuseTooMany(extents, at);
                show(shown, at, end - start, "extent", line);
            } else if (assign > 0 && !line.startsWith("#")) {
                String key = line.substring(0, assign).strip();
                String value = unquoted(line.substring(assign + 1).strip());
                entries.putIfAbsent(key.toLowerCase(Locale.ROOT), new Descriptor.Entry(at, value));
                show(shown, at, end - start, key, value);
            }
            start = end + 1;
        }
        return new Descriptor(
                new DiskAddress(file.name(), offset),
                entries,
                extents,
                new Structure(file.name(), "descriptor", offset, shown));
    }

    private static void refuseTooMany(List<ExtentLine> extents, DiskAddress at) throws DiskFormatException {
        if (extents.size() > MOST_EXTENTS) {
            throw new DiskFormatException(
                    at,
                    "the disk is made of more than %d extents".formatted(MOST_EXTENTS),
                    "The descriptor is damaged; copy it again from where it came from.");
        }
    }

    private static void show(List<Field> shown, DiskAddress at, int width, String name, String value) {
        if (shown.size() < SHOWN_LINES) {
            shown.add(new Field(at.offset(), width, name, value));
        }
    }

    private static int lineEnd(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    /** An embedded descriptor is padded with zero bytes, or what was there before them. */
    private static byte[] upToZero(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static Charset charset(byte[] bytes) {
        Matcher declared = ENCODING.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (declared.find()) {
            try {
                return Charset.forName(declared.group(1));
            } catch (IllegalArgumentException unknown) {
                return StandardCharsets.UTF_8;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException other) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text.replace("\ufeff", "");
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static byte[] bytes(BlockSource file, long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        file.read(offset, into);
        return into.array();
    }
}
