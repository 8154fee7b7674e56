package org.p2vworkbench.converter.doctor;

import java.nio.file.Path;
import java.util.List;

/** All checks, in the order an operator wants them answered. */
public final class Examination {

    private Examination() {}

    /**
     * @param store where machines will be written
     * @param quick leave out what takes longer than a second
     */
    public static List<Check> of(Path store, boolean quick) {
        return List.of(new Memory(Path.of("/proc/meminfo")));
    }
}
