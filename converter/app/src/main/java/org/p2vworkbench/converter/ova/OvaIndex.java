package org.p2vworkbench.converter.ova;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The members of a tar file (ustar, GNU and pax, with their long names), found by reading headers and skipping data.
 *
 * <p>An OVA holds a handful of plain files. Whatever could make a name lead elsewhere, or bytes be other than they lie
 * there, is refused: absolute names, {@code ..}, links, sparse members, two members of one name.
 */
final class OvaIndex {

    private static final int MOST_MEMBERS = 10_000;
    /** The headers of one member, long names and pax records included; real ones have a few KiB. */
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private static final int HEADER_BYTES = 512;
    private static final int MAGIC_AT = 257;
    private static final String NEXT = "Check where this archive comes from; repack it with plain file names only.";

    private final BlockSource tar;
    private final Map<String, OvaMember> members = new LinkedHashMap<>();

    private OvaIndex(BlockSource tar) {
        this.tar = tar;
    }

    /** Whether the file begins with a tar header: "ustar" in its place, in the POSIX and the GNU spelling alike. */
    static boolean recognises(BlockSource file) throws IOException {
        return file.size() >= HEADER_BYTES
                && Block.littleEndian(file, 0, HEADER_BYTES)
                        .ascii(MAGIC_AT, 5, "magic")
                        .equals("ustar");
    }

    /** All members by name, in the order of the archive. */
    static Map<String, OvaMember> of(BlockSource tar) throws IOException {
        OvaIndex index = new OvaIndex(tar);
        SourceStream stream = new SourceStream(tar);
        try {
            while (index.addNext(stream)) {
                // Each call takes one member.
            }
        } catch (DiskFormatException ours) {
            throw ours;
        } catch (IOException | RuntimeException damaged) {
            throw new DiskFormatException(
                    new DiskAddress(tar.name(), stream.position()),
                    "the tar header is damaged or cut short: " + damaged.getMessage(),
                    "Copy the archive again from where it came from.",
                    damaged);
        }
        return index.members;
    }

    /**
     * Reads one member's headers with a tar reader of its own, and goes on after its data. A single reader over the
     * whole file would read the data of each member to get past it.
     */
    private boolean addNext(SourceStream stream) throws IOException {
        try (TarArchiveInputStream headers =
                new TarArchiveInputStream(new HeaderLimit(stream), StandardCharsets.UTF_8.name())) {
            TarArchiveEntry entry = headers.getNextEntry();
            if (entry == null) {
                return false;
            }
            add(entry, stream.position());
            stream.skip(Math.addExact(entry.getSize(), HEADER_BYTES - 1) / HEADER_BYTES * HEADER_BYTES);
            return true;
        }
    }

    private void add(TarArchiveEntry entry, long offset) throws DiskFormatException {
        String name = plain(entry.getName(), offset);
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isLink() || entry.isSymbolicLink() || !entry.isFile() || entry.isSparse()) {
            throw refused(offset, "member '%s' is a link, a device or a sparse file, not a plain file".formatted(name));
        }
        if (entry.getSize() < 0 || offset > tar.size() - entry.getSize()) {
            throw refused(
                    offset,
                    "member '%s' has %d bytes, the archive ends at 0x%x".formatted(name, entry.getSize(), tar.size()));
        }
        if (members.putIfAbsent(name, new OvaMember(name, offset, entry.getSize())) != null) {
            throw refused(offset, "member '%s' is in the archive twice".formatted(name));
        }
        if (members.size() > MOST_MEMBERS) {
            throw refused(offset, "has more than %d members".formatted(MOST_MEMBERS));
        }
    }

    private String plain(String name, long offset) throws DiskFormatException {
        String relative = name.startsWith("./") ? name.substring(2) : name;
        boolean climbs = ("/" + relative + "/").contains("/../");
        if (climbs || relative.startsWith("/") || relative.indexOf('\\') >= 0 || relative.indexOf('\0') >= 0) {
            throw refused(offset, "member '%s' is named to land outside of the archive's folder".formatted(name));
        }
        return relative;
    }

    private DiskFormatException refused(long offset, String what) {
        return new DiskFormatException(new DiskAddress(tar.name(), offset), what, NEXT);
    }

    /** Bounds what is read, as against skipped, for one member: a long name of many gigabytes must not fill memory. */
    private static final class HeaderLimit extends FilterInputStream {

        private long read;

        HeaderLimit(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > MOST_HEADER_BYTES) {
                throw new IOException(
                        "the headers of one member are longer than %d bytes".formatted(MOST_HEADER_BYTES));
            }
        }
    }
}
