package org.p2vworkbench.converter.doctor;

import java.util.Optional;

/**
 * One answer about the host.
 *
 * @param check which check says so: "kvm", "space"
 * @param text what was found, with numbers and their units
 * @param remedy what to do about it, absent where all is well
 */
public record Finding(String check, Status status, String text, Optional<String> remedy) {

    /** Whether the host can do the job: as it should be, with something lost, or not at all. */
    public enum Status {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String check, String text) {
        return new Finding(check, Status.OK, text, Optional.empty());
    }

    static Finding warn(String check, String text, String remedy) {
        return new Finding(check, Status.WARN, text, Optional.of(remedy));
    }

    static Finding fail(String check, String text, String remedy) {
        return new Finding(check, Status.FAIL, text, Optional.of(remedy));
    }
}
