package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.HowFar;
import org.p2vworkbench.converter.migrate.MigrationResult;

/** A migration that the converter runs, as whoever asked for it sees it: a line that moves, or one every ten seconds. */
final class FollowedMigration implements ApiClient.Listener {

    private static final long LOG_NANOS = 10_000_000_000L;

    private final Console console;
    private long lastNanos = System.nanoTime();

    FollowedMigration(Console console) {
        this.console = console;
    }

    @Override
    public void story(String line) {
        console.story(line);
    }

    @Override
    public void status(String json) throws IOException {
        long now = System.nanoTime();
        if (console.terminal() || now - lastNanos >= LOG_NANOS) {
            lastNanos = now;
            console.status(Harmless.text(line(JsonText.parse(json, HowFar.class))));
        }
    }

    static String line(HowFar now) {
        StringBuilder line = new StringBuilder("%s %s: %3d%%  %s of %s  %s"
                .formatted(
                        now.machine(),
                        now.stage(),
                        now.percent(),
                        Amounts.bytes(now.doneBytes()),
                        Amounts.bytes(now.totalBytes()),
                        Amounts.rate(now.bytesPerSecond())));
        if (now.wireBytesPerSecond() > 0) {
            line.append(" (wire %s)".formatted(Amounts.rate(now.wireBytesPerSecond())));
        }
        if (now.leastSecondsLeft() >= 0) {
            String least = Amounts.duration(now.leastSecondsLeft());
            String most = Amounts.duration(now.mostSecondsLeft());
            line.append(least.equals(most) ? "  %s left".formatted(least) : "  %s to %s left".formatted(least, most));
        }
        return line.append(now.limitedBy().isEmpty() ? "" : "  limited by " + now.limitedBy())
                .toString();
    }

    static List<String> lines(MigrationResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("%-8s %s  %d disk%s, %s  ->  %s"
                .formatted(
                        result.status().name().toLowerCase(Locale.ROOT),
                        result.machine(),
                        result.disks().size(),
                        result.disks().size() == 1 ? "" : "s",
                        Amounts.duration(Math.round(result.seconds())),
                        result.folder()));
        for (MigrationResult.Disk disk : result.disks()) {
            lines.add("  %s  %s used of %s, %s copied now"
                    .formatted(
                            disk.name(),
                            Amounts.bytes(disk.usedBytes()),
                            Amounts.bytes(disk.virtualBytes()),
                            Amounts.bytes(disk.copiedBytes())));
            for (LostRange lost : disk.lost()) {
                lines.add("    lost     %s @ 0x%x  %s"
                        .formatted(Amounts.bytes(lost.length()), lost.offset(), Harmless.text(lost.cause())));
            }
        }
        result.notes().forEach(note -> lines.add("  " + Harmless.text(note)));
        return lines;
    }
}
