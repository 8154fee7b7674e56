package org.p2vworkbench.reports.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.page.Page.DiskMap;
import org.p2vworkbench.reports.page.Page.DiskPart;
import org.p2vworkbench.reports.page.Words;

/** Disks as bars of their partitions. */
public record DiskBars(Words words) {

    private static final int WHOLE = 1000;
    private static final int NARROWEST = 6;

    /** @param mounted filesystems by their device */
    public DiskMap of(DiskFacts disk, Map<String, GuestFacts.Filesystem> mounted) {
        long size = Math.max(1, disk.sizeBytes().orElse(1L));
        List<DiskPart> parts = new ArrayList<>();
        for (DiskFacts.Partition partition : disk.partitions()) {
            GuestFacts.Filesystem filesystem = mounted.get("/dev/" + partition.name());
            int from = thousandths(partition.startBytes(), size);
            int length = Math.max(NARROWEST, Math.min(WHOLE - from, thousandths(partition.sizeBytes(), size)));
            parts.add(new DiskPart(
                    partition.name(), detail(partition, filesystem), from, length, used(partition, filesystem)));
        }
        GuestFacts.Filesystem whole = mounted.get(disk.path());
        if (parts.isEmpty()) {
            String type = disk.signature().orElse(whole == null ? "" : whole.type());
            String place = whole == null ? "" : " " + whole.place();
            parts.add(new DiskPart((type + place).strip(), words.bytes(size), 0, WHOLE, used(whole)));
        }
        return new DiskMap(
                disk.name() + "  " + words.bytes(size),
                (disk.model().orElse("") + "  " + disk.transport().orElse("")).strip(),
                parts,
                words.text("storage.map.alt", disk.name(), disk.partitions().size()));
    }

    private String detail(DiskFacts.Partition partition, GuestFacts.Filesystem filesystem) {
        String type = partition.type().isEmpty() && filesystem != null ? filesystem.type() : partition.type();
        String place = filesystem == null ? partition.label() : filesystem.place();
        String used = partition
                .usedBytes()
                .or(() -> Optional.ofNullable(filesystem).flatMap(GuestFacts.Filesystem::usedBytes))
                .map(bytes -> words.text("storage.used", words.bytes(bytes)))
                .orElse("");
        return String.join("  ", List.of(words.bytes(partition.sizeBytes()), type, place, used))
                .strip();
    }

    private static int used(DiskFacts.Partition partition, GuestFacts.Filesystem filesystem) {
        return partition.usedBytes().isPresent()
                ? thousandths(partition.usedBytes().get(), Math.max(1, partition.sizeBytes()))
                : used(filesystem);
    }

    private static int used(GuestFacts.Filesystem filesystem) {
        return filesystem == null
                        || filesystem.sizeBytes().isEmpty()
                        || filesystem.usedBytes().isEmpty()
                ? -1
                : thousandths(
                        filesystem.usedBytes().get(),
                        Math.max(1, filesystem.sizeBytes().get()));
    }

    private static int thousandths(long part, long whole) {
        return (int) Math.max(0, Math.min(WHOLE, WHOLE * (double) part / whole));
    }
}
