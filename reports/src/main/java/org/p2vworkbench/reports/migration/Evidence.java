package org.p2vworkbench.reports.migration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.reports.inventory.Inventory;

/**
 * What lies in a machine's folder beside its report.
 *
 * @param before the inventory of the old machine, from before its move
 * @param after of the new one, its disks alone
 * @param lost what lies in the ranges that could not be read
 */
public record Evidence(
        String folder,
        List<Boot> boots,
        List<Event> events,
        Optional<Signature> signature,
        Optional<Inventory> before,
        Optional<Inventory> after,
        Rates rates,
        List<LostPlace> lost) {

    /** What lies beside a conversion of images: nobody asked the machine, and nobody watched. */
    public Evidence(String folder, List<Boot> boots, List<Event> events, Optional<Signature> signature) {
        this(folder, boots, events, signature, Optional.empty(), Optional.empty(), Rates.NONE, List.of());
    }

    public Evidence {
        lost = List.copyOf(lost);
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

    /**
     * What a range that could not be read belongs to.
     *
     * @param offset of the range, on its disk
     * @param where "partition 2, ext4"
     * @param files that have bytes in it
     * @param note why no file is named; empty where one is
     */
    public record LostPlace(String disk, long offset, String where, List<String> files, String note) {

        public LostPlace {
            disk = disk == null ? "" : disk;
            where = where == null ? "" : where;
            files = files == null ? List.of() : List.copyOf(files);
            note = note == null ? "" : note;
        }
    }

    /** A picture of its screen. */
    public record Picture(String name, byte[] png) {}

    /** A line of the timeline. */
    public record Event(String time, String stage, String event, Map<String, String> facts) {}

    /** That the disks were read back and signed for. */
    public record Signature(String signedAt, String key) {}
}
