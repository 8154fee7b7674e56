package org.p2vworkbench.converter.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.image.raw.HoleMap;

/**
 * The holes of sparse files, as {@code qemu-img map} finds them with {@code SEEK_HOLE}, which Java does not have.
 *
 * <p>Knowing them only saves time, so whatever goes wrong, everything is data. The file is named with its format, so
 * that qemu never looks at its content.
 */
public final class SparseMap implements HoleMap {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Runs to keep; a file in more pieces is data from there on. */
    private static final int MOST_RUNS = 1_000_000;

    /** A machine's images are opened a few times on its way; answers longer than this are not worth their memory. */
    private static final int RUNS_REMEMBERED = 1000;

    private final OutsideProgram qemuImg;
    private final Map<Asked, Extents> answers = new ConcurrentHashMap<>();

    /** A file as it was when its holes were asked for. */
    private record Asked(Path file, long size, FileTime changed) {}

    public SparseMap() {
        this(OutsideProgram.QEMU_IMG);
    }

    SparseMap(OutsideProgram qemuImg) {
        this.qemuImg = qemuImg;
    }

    @Override
    public Extents of(Path file, long size) throws IOException {
        if (!Files.isRegularFile(file) || qemuImg.location().isEmpty()) {
            return HoleMap.UNKNOWN.of(file, size);
        }
        Asked asked = new Asked(file, size, Files.getLastModifiedTime(file));
        Extents before = answers.get(asked);
        if (before != null) {
            return before;
        }
        Extents answer = ask(file, size);
        if (answer.runs().size() <= RUNS_REMEMBERED) {
            answers.put(asked, answer);
        }
        return answer;
    }

    private Extents ask(Path file, long size) throws IOException {
        Path map = RunFolder.temporaryFile("map", ".json");
        try {
            // --force-share: a running machine may hold the image's lock, and a map takes nothing from it.
            List<String> arguments = List.of(
                    "map",
                    "--force-share",
                    "--output=json",
                    "-f",
                    "raw",
                    file.toAbsolutePath().toString());
            return qemuImg.runInto(map, LIMIT, arguments) ? parsed(map, size) : HoleMap.UNKNOWN.of(file, size);
        } finally {
            Files.delete(map);
        }
    }

    /** One object per run; a million of them are never in memory as JSON. */
    static Extents parsed(Path map, long size) throws IOException {
        Extents.Builder runs = new Extents.Builder(0);
        try (JsonParser in = new JsonFactory().createParser(map.toFile())) {
            int count = 0;
            while (in.nextToken() != null && count < MOST_RUNS) {
                if (in.currentToken() == JsonToken.START_OBJECT) {
                    add(in, size, runs);
                    count++;
                }
            }
        }
        return runs.add(size - runs.end(), Extent.Kind.DATA).build();
    }

    private static void add(JsonParser in, long size, Extents.Builder runs) throws IOException {
        long start = -1;
        long length = 0;
        boolean zero = false;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "start" -> start = in.getLongValue();
                case "length" -> length = in.getLongValue();
                case "zero" -> zero = in.getBooleanValue();
                default -> in.skipChildren();
            }
        }
        // qemu counts in sectors: the last run may reach beyond a file that ends within one.
        long end = Math.min(start + length, size);
        if (start == runs.end() && end > start) {
            runs.add(end - start, zero ? Extent.Kind.ZERO : Extent.Kind.DATA);
        }
    }
}
