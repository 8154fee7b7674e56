package org.p2vworkbench.reports.migration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies in a machine's folder beside its report. */
public record Evidence(String folder, List<Boot> boots, List<Event> events, Optional<Signature> signature) {

    public Evidence {
        boots = List.copyOf(boots);
        events = List.copyOf(events);
    }

    /**
     * A boot on trial.
     *
     * @param stage "prove" before the copy, "testboot" after it
     * @param verdict "login", "desktop", "panic", ...
     * @param words what was read on the screen
     */
    public record Boot(String stage, String verdict, String words, String at, double seconds, List<Picture> pictures) {

        public Boot {
            pictures = List.copyOf(pictures);
        }

        /** Whether somebody could have logged in. */
        public boolean isGood() {
            return verdict.equals("login") || verdict.equals("desktop");
        }
    }

    /** A picture of its screen. */
    public record Picture(String name, byte[] png) {}

    /** A line of the timeline. */
    public record Event(String time, String stage, String event, Map<String, String> facts) {}

    /** That the disks were read back and signed for. */
    public record Signature(String signedAt, String key) {}
}
