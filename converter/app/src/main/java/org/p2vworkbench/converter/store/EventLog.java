package org.p2vworkbench.converter.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.p2vworkbench.converter.json.JsonText;

/** The timeline of a machine, one JSON object a line: what began, what ended, how much and how fast. */
public final class EventLog {

    private final Path file;
    private final Clock clock;

    public EventLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    public synchronized void add(String stage, String event, Map<String, ?> facts) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("stage", stage);
        line.put("event", event);
        line.putAll(facts);
        Files.writeString(
                file,
                (endsMidLine() ? "\n" : "") + JsonText.line(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** A crash may have cut the last line; what follows it must not be lost with it. */
    private boolean endsMidLine() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) != '\n';
        }
    }
}
