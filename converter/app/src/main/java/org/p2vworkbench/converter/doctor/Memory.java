package org.p2vworkbench.converter.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Memory free for the program, one appliance and one guest under test. */
final class Memory implements Check {

    /** The program's heap (256 MiB) and its own needs, an appliance (768 MiB) and a small guest (1 GiB). */
    private static final long WANTED_MIB = 2560;

    /** The program alone, no appliance. */
    private static final long NEEDED_MIB = 512;

    private final Path meminfo;

    /** @param meminfo /proc/meminfo, or a copy of one */
    Memory(Path meminfo) {
        this.meminfo = meminfo;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> findings() {
        OptionalLong found = availableKib();
        if (found.isEmpty()) {
            return List.of(Finding.warn(
                    name(), "%s does not say how much is available".formatted(meminfo), "Check with 'free -m'."));
        }
        long mib = found.getAsLong() / 1024;
        String text = "%d MiB available".formatted(mib);
        if (mib < NEEDED_MIB) {
            return List.of(
                    Finding.fail(name(), text, "Stop other guests: conversions need %d MiB.".formatted(NEEDED_MIB)));
        }
        if (mib < WANTED_MIB) {
            return List.of(Finding.warn(
                    name(),
                    text,
                    "Repairs and test boots beside a copy want %d MiB; run with --jobs 1.".formatted(WANTED_MIB)));
        }
        return List.of(Finding.ok(name(), text));
    }

    /** MemAvailable in kB (proc(5)): what can be had without swapping, caches counted in. */
    private OptionalLong availableKib() {
        try (Stream<String> lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.matches("MemAvailable:\\s+\\d{1,15} kB"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException absent) {
            return OptionalLong.empty();
        }
    }
}
