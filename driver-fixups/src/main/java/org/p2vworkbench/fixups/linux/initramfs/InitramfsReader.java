package org.p2vworkbench.fixups.linux.initramfs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.Content;

/**
 * Reads an image the way the kernel does (init/initramfs.c): archives one after the other, each compressed in its own way
 * or not at all, with zeros between them. Processors' microcode comes first, uncompressed. What is in the files is
 * skipped, but for the few texts that may have to be changed.
 */
final class InitramfsReader {

    /** Small texts that say what to load, and from where. */
    private static final Pattern KEPT =
            Pattern.compile("init|linuxrc|config|conf/modules|conf/param\\.conf|conf/conf\\.d/[^/]+"
                    + "|cryptroot/[^/]+|conf/conf\\.d/cryptroot|etc/crypttab|etc/cmdline\\.d/[^/]+|config/[^/]+\\.sh"
                    + "|(usr/)?lib/dracut/hooks/initqueue/(finished|timeout)/[^/]+"
                    + "|etc/systemd/system/dev-[^/]+\\.device\\.d/timeout\\.conf");

    private static final int LARGEST_KEPT = 1 << 20;

    /** A desktop's image with all its firmware is 1 GiB; more is an attempt to keep us busy. */
    private static final long MOST_BYTES = 4L << 30;

    private static final int MOST_FILES = 200_000;

    private final Map<String, CpioEntry> files = new TreeMap<>();
    private final Map<String, byte[]> links = new HashMap<>();
    private final Map<String, byte[]> texts = new HashMap<>();
    private long unpacked;

    private InitramfsReader() {}

    static Initramfs read(Content image) throws IOException {
        InitramfsReader reader = new InitramfsReader();
        Optional<Compression> last = Optional.empty();
        try (InputStream bytes = image.open()) {
            PositionStream in = new PositionStream(bytes);
            int archives = 0;
            while (skipZeros(in)) {
                byte[] first = in.peek(6);
                last = Compression.of(first);
                if (last.isPresent()) {
                    reader.compressed(last.get(), in);
                } else if (first[0] == '0') {
                    reader.archive(in);
                } else {
                    throw new InitramfsFormatException(
                            in.position(),
                            "neither a cpio archive nor compressed in a known way, begins with %02x %02x"
                                    .formatted(first[0], first.length > 1 ? first[1] : 0));
                }
                archives++;
            }
            if (archives == 0) {
                throw new InitramfsFormatException(0, "there is nothing in it");
            }
        }
        return new Initramfs(reader.files, reader.links, reader.texts, last);
    }

    private static boolean skipZeros(PositionStream in) throws IOException {
        while (true) {
            byte[] next = in.peek(1);
            if (next.length == 0) {
                return false;
            }
            if (next[0] != 0) {
                return true;
            }
            in.skipNBytes(1);
        }
    }

    private void compressed(Compression compression, PositionStream in) throws IOException {
        long begin = in.position();
        try (InputStream plain = compression.decompress(in)) {
            PositionStream archives = new PositionStream(plain);
            while (skipZeros(archives)) {
                archive(archives);
            }
        } catch (InitramfsFormatException known) {
            throw known;
        } catch (IOException | RuntimeException damaged) {
            // The decompressors tell of damage by exceptions of many kinds.
            throw new InitramfsFormatException(
                    begin,
                    "the %s stream that begins here is damaged: %s".formatted(compression, damaged.getMessage()));
        }
    }

    /** One archive, to its trailer. */
    private void archive(PositionStream in) throws IOException {
        while (true) {
            long at = in.position();
            CpioEntry entry = CpioEntry.parse(exactly(in, CpioEntry.HEADER_BYTES, at), at);
            byte[] name = exactly(in, entry.nameBytes(), at);
            skip(in, CpioEntry.padding(CpioEntry.HEADER_BYTES + name.length), at);
            String path = path(name);
            if (path.equals(CpioEntry.TRAILER)) {
                return;
            }
            count(entry, at);
            body(in, path, entry, at);
        }
    }

    private static String path(byte[] name) {
        String text = new String(name, 0, name.length - 1, StandardCharsets.UTF_8);
        return text.replaceFirst("^(\\./|/)+", "");
    }

    private void count(CpioEntry entry, long at) throws InitramfsFormatException {
        unpacked += entry.sizeBytes();
        if (unpacked > MOST_BYTES || files.size() > MOST_FILES) {
            throw new InitramfsFormatException(at, "it unpacks to more than any image does");
        }
    }

    private void body(PositionStream in, String path, CpioEntry entry, long at) throws IOException {
        files.put(path, entry);
        texts.remove(path);
        if (entry.isLink() && entry.sizeBytes() <= CpioEntry.LONGEST_NAME) {
            links.put(path, exactly(in, (int) entry.sizeBytes(), at));
        } else if (entry.sizeBytes() <= LARGEST_KEPT && KEPT.matcher(path).matches()) {
            texts.put(path, exactly(in, (int) entry.sizeBytes(), at));
        } else {
            skip(in, entry.sizeBytes(), at);
        }
        skip(in, CpioEntry.padding(entry.sizeBytes()), at);
    }

    private static byte[] exactly(PositionStream in, int length, long at) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new InitramfsFormatException(at, "the file that begins here is cut off");
        }
        return bytes;
    }

    private static void skip(PositionStream in, long length, long at) throws IOException {
        try {
            in.skipNBytes(length);
        } catch (EOFException cutOff) {
            throw new InitramfsFormatException(at, "the file that begins here is cut off");
        }
    }
}
