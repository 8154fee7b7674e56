package org.p2vworkbench.converter.ova;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** A manifest: what the files of a package must hash to (DSP0243 2.1.1, section 6). */
record Manifest(DiskAddress at, List<Line> lines) {

    private static final int MOST_BYTES = 16 << 20;
    private static final Pattern LINE =
            Pattern.compile("(SHA-?(?:1|224|256|384|512)) ?\\((.{1,1000})\\) ?= {0,4}([0-9a-fA-F]{40,128})");

    /** @param algorithm as {@link java.security.MessageDigest} names it */
    record Line(String algorithm, String file, String expected) {}

    static Manifest read(BlockSource file) throws IOException {
        if (file.size() > MOST_BYTES) {
            throw damaged(file, 0, "is %d bytes long, at most %d are read".formatted(file.size(), MOST_BYTES));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        file.read(0, bytes);
        List<Line> lines = new ArrayList<>();
        long offset = 0;
        for (String text : new String(bytes.array(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (!text.isBlank()) {
                lines.add(line(file, offset, text.strip()));
            }
            offset += text.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        return new Manifest(new DiskAddress(file.name(), 0), List.copyOf(lines));
    }

    private static Line line(BlockSource file, long offset, String text) throws DiskFormatException {
        Matcher found = LINE.matcher(text);
        if (!found.matches()) {
            throw damaged(
                    file,
                    offset,
                    "is not of the form SHA256(file)= digest: \"%s\""
                            .formatted(text.substring(0, Math.min(80, text.length()))));
        }
        return new Line(
                "SHA-" + found.group(1).replaceAll("\\D", ""),
                found.group(2),
                found.group(3).toLowerCase(Locale.ROOT));
    }

    private static DiskFormatException damaged(BlockSource file, long offset, String what) {
        return new DiskFormatException(
                new DiskAddress(file.name(), offset),
                what,
                "Copy the package again; to go on without its manifest, remove the .mf file from a copy.");
    }
}
