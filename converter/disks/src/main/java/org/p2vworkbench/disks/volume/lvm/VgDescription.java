package org.p2vworkbench.disks.volume.lvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A volume group as its text describes it (LVM2 lib/format_text/import_vsn1.c).
 *
 * @param seqno grows with every change; the largest is the truth
 * @param physicalVolumes by the name that segments use: "pv0"
 * @param logicalVolumes by name, hidden ones included
 */
record VgDescription(
        String name,
        String id,
        long seqno,
        long extentBytes,
        List<Object> status,
        Map<String, Pv> physicalVolumes,
        Map<String, Lv> logicalVolumes) {

    private static final long SECTOR = 512;
    /** Larger than any disk, and small enough that sums of a few of them do not overflow. */
    private static final long MOST_BYTES = Long.MAX_VALUE / 8;

    /**
     * A physical volume.
     *
     * @param id as the tools print it
     * @param device where it was last seen
     */
    record Pv(String id, String device, long sizeBytes, long dataAtBytes, long extents, boolean missing) {}

    /** A logical volume; its segments follow one another from extent 0 on. */
    record Lv(String name, String id, List<Object> status, List<Segment> segments) {

        boolean visible() {
            return status.contains("VISIBLE");
        }

        long extents() {
            return segments.stream().mapToLong(Segment::extents).sum();
        }
    }

    /**
     * A run of a logical volume made in one way.
     *
     * @param described the rest, which differs from type to type
     */
    record Segment(long startExtent, long extents, String type, TextNode described) {}

    /** @param source whose text it is, for errors */
    static VgDescription parse(String source, String text) throws DiskFormatException {
        TextNode root = LvmText.parse(source, text);
        Map.Entry<String, TextNode> group =
                root.nodes().findFirst().orElseThrow(() -> damaged(source, "it describes no volume group"));
        return new Reader(source).group(group.getKey(), group.getValue());
    }

    private static DiskFormatException damaged(String source, String what) {
        return new DiskFormatException(
                new DiskAddress(source, 0),
                "the LVM text: " + what,
                "Older versions of the text may be found with 'pvck --dump metadata_search' on a copy of the disk.");
    }

    /** Turns the text's groups into records; what is missing or absurd is told with its name. */
    private static final class Reader {

        private final String source;

        Reader(String source) {
            this.source = source;
        }

        VgDescription group(String name, TextNode vg) throws DiskFormatException {
            long extentBytes = bytes(vg, "extent_size", name);
            if (extentBytes == 0) {
                throw damaged(source, "an extent of %s has 0 bytes".formatted(name));
            }
            Map<String, Pv> pvs = new LinkedHashMap<>();
            for (Map.Entry<String, TextNode> pv : children(vg, "physical_volumes")) {
                pvs.put(pv.getKey(), pv(pv.getKey(), pv.getValue(), extentBytes));
            }
            Map<String, Lv> lvs = new LinkedHashMap<>();
            for (Map.Entry<String, TextNode> lv : children(vg, "logical_volumes")) {
                lvs.put(lv.getKey(), lv(lv.getKey(), lv.getValue(), extentBytes));
            }
            requireDistinct(pvs.values().stream().map(Pv::id).toList());
            requireDistinct(lvs.values().stream().map(Lv::id).toList());
            return new VgDescription(
                    name, text(vg, "id", name), number(vg, "seqno", name), extentBytes, vg.list("status"), pvs, lvs);
        }

        /** Everything else knows them by their ids. */
        private void requireDistinct(List<String> ids) throws DiskFormatException {
            Set<String> seen = new HashSet<>();
            for (String id : ids) {
                if (!seen.add(id)) {
                    throw damaged(source, "the id %s is given twice".formatted(id));
                }
            }
        }

        private List<Map.Entry<String, TextNode>> children(TextNode vg, String name) {
            return vg.node(name).map(found -> found.nodes().toList()).orElse(List.of());
        }

        private Pv pv(String name, TextNode pv, long extentBytes) throws DiskFormatException {
            long extents = number(pv, "pe_count", name);
            long dataAt = bytes(pv, "pe_start", name);
            if (extents > (MOST_BYTES - dataAt) / extentBytes) {
                throw damaged(source, "%s has %d extents, more than any disk".formatted(name, extents));
            }
            return new Pv(
                    text(pv, "id", name),
                    pv.text("device").orElse(""),
                    pv.number("dev_size").isPresent() ? bytes(pv, "dev_size", name) : dataAt + extents * extentBytes,
                    dataAt,
                    extents,
                    pv.lists("flags", "MISSING") || pv.lists("status", "MISSING"));
        }

        private Lv lv(String name, TextNode lv, long extentBytes) throws DiskFormatException {
            List<Segment> segments = new ArrayList<>();
            for (Map.Entry<String, TextNode> segment : lv.nodes().toList()) {
                segments.add(segment(name + "/" + segment.getKey(), segment.getValue()));
            }
            segments.sort(Comparator.comparingLong(Segment::startExtent));
            long next = 0;
            for (Segment segment : segments) {
                if (segment.startExtent() != next || segment.extents() > MOST_BYTES / extentBytes - next) {
                    throw damaged(
                            source,
                            "a segment of %s has %d extents from %d, the one before ends at %d"
                                    .formatted(name, segment.extents(), segment.startExtent(), next));
                }
                next += segment.extents();
            }
            return new Lv(name, text(lv, "id", name), lv.list("status"), List.copyOf(segments));
        }

        private Segment segment(String name, TextNode segment) throws DiskFormatException {
            return new Segment(
                    number(segment, "start_extent", name),
                    number(segment, "extent_count", name),
                    // Flags of newer tools follow the type after a plus sign: "striped+...".
                    text(segment, "type", name).split("\\+", 2)[0],
                    segment);
        }

        private String text(TextNode in, String name, String of) throws DiskFormatException {
            return in.text(name).orElseThrow(() -> damaged(source, "%s has no %s".formatted(of, name)));
        }

        private long number(TextNode in, String name, String of) throws DiskFormatException {
            long number = in.number(name).orElseThrow(() -> damaged(source, "%s has no %s".formatted(of, name)));
            if (number < 0) {
                throw damaged(source, "%s has a %s of %d".formatted(of, name, number));
            }
            return number;
        }

        private long bytes(TextNode in, String name, String of) throws DiskFormatException {
            long sectors = number(in, name, of);
            if (sectors > MOST_BYTES / SECTOR) {
                throw damaged(source, "%s has a %s of %d sectors, more than any disk".formatted(of, name, sectors));
            }
            return sectors * SECTOR;
        }
    }
}
