package org.p2vworkbench.converter.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.media.parts.HostProgram;

/** The programs that build media, each with the package that brings it. */
public final class HostPrograms implements HostProgram {

    /** Fetching a kernel over a slow line. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final Map<String, String> PACKAGES = Map.of(
            "depmod", "kmod",
            "mformat", "mtools",
            "mmd", "mtools",
            "mcopy", "mtools",
            "mksquashfs", "squashfs-tools",
            "xorriso", "xorriso");

    @Override
    public String run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        String name = command.get(0);
        OutsideProgram program = new OutsideProgram(name, PACKAGES.getOrDefault(name, "apt"));
        return program.runIn(folder, environment, LIMIT, command.subList(1, command.size()));
    }
}
