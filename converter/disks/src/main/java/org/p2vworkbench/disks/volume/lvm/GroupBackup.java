package org.p2vworkbench.disks.volume.lvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A volume group as {@code vgcfgbackup} wrote it down: where on its physical volumes each logical one lay, so that these
 * can be laid out again. Only volumes that are plain or striped can be; of all others the backup tells no content.
 */
public final class GroupBackup {

    private static final Set<String> PLAIN = Set.of("striped", "linear");
    private static final int SECTOR_BYTES = 512;
    private static final String NEXT =
            "Restore this image with Clonezilla onto a disk or an image file, and convert that.";

    private final String source;
    private final String text;
    private final VgDescription group;

    private GroupBackup(String source, String text, VgDescription group) {
        this.source = source;
        this.text = text;
        this.group = group;
    }

    /** @param source the file's name, for errors */
    public static GroupBackup parse(String source, String text) throws DiskFormatException {
        return new GroupBackup(source, text, VgDescription.parse(source, text));
    }

    public String name() {
        return group.name();
    }

    /** A logical volume that the guest sees. */
    public record Volume(String name, long sizeBytes) {}

    /**
     * A run of a physical volume that holds a part of a logical one: all of it in a row, or one column of stripes.
     *
     * @param at where on the physical volume
     * @param volumeAt where in the logical one its first stripe is
     * @param stripes how many columns there are; 1 for a row
     */
    public record Run(
            String volume, long at, long lengthBytes, long volumeAt, long stripeBytes, int stripes, int column) {}

    /**
     * A physical volume.
     *
     * @param uuid as the tools print it
     * @param head its first bytes: label and metadata
     * @param runs in the order in which they lie; between them nothing was kept
     */
    public record Layout(String uuid, byte[] head, List<Run> runs) {}

    public List<Volume> volumes() {
        return group.logicalVolumes().values().stream()
                .map(volume -> new Volume(volume.name(), volume.extents() * group.extentBytes()))
                .toList();
    }

    /** @param uuid of one of its physical volumes @param bytes that the device has where it lies */
    public Layout layout(String uuid, long bytes) throws DiskFormatException {
        Map.Entry<String, VgDescription.Pv> found = group.physicalVolumes().entrySet().stream()
                .filter(pv -> pv.getValue().id().equals(uuid))
                .findFirst()
                .orElseThrow(() -> damaged("describes no physical volume " + uuid));
        VgDescription.Pv pv = found.getValue();
        if (pv.dataAtBytes() + pv.extents() * group.extentBytes() > bytes) {
            throw damaged("gives the physical volume %s more than the %d bytes of its place".formatted(uuid, bytes));
        }
        List<Run> runs = new ArrayList<>();
        for (VgDescription.Lv volume : group.logicalVolumes().values()) {
            for (VgDescription.Segment segment : volume.segments()) {
                add(runs, found.getKey(), pv, volume, segment);
            }
        }
        runs.sort(Comparator.comparingLong(Run::at));
        long end = pv.dataAtBytes();
        for (Run run : runs) {
            if (run.at() < end
                    || run.at() + run.lengthBytes() > pv.dataAtBytes() + pv.extents() * group.extentBytes()) {
                throw damaged("puts %s where there is no room on %s".formatted(run.volume(), found.getKey()));
            }
            end = run.at() + run.lengthBytes();
        }
        return new Layout(uuid, new PhysicalVolumeHead(source, pv, bytes).bytes(textOnDisk()), List.copyOf(runs));
    }

    private void add(
            List<Run> runs, String pvName, VgDescription.Pv pv, VgDescription.Lv volume, VgDescription.Segment segment)
            throws DiskFormatException {
        if (!PLAIN.contains(segment.type())) {
            throw damaged("makes the volume %s of type '%s', of which no content was saved that could be laid out"
                    .formatted(volume.name(), segment.type()));
        }
        List<Stripe> stripes = Stripe.list(segment.described().list("stripes")).orElse(List.of());
        if (stripes.isEmpty() || segment.extents() % stripes.size() != 0) {
            throw damaged("gives %s a segment of %d extents in %d stripes"
                    .formatted(volume.name(), segment.extents(), stripes.size()));
        }
        long extents = segment.extents() / stripes.size();
        long length = extents * group.extentBytes();
        for (int column = 0; column < stripes.size(); column++) {
            Stripe stripe = stripes.get(column);
            if (!stripe.of().equals(pvName)) {
                continue;
            }
            if (stripe.extent() > pv.extents() - extents) {
                throw damaged("puts %s where there is no room on %s".formatted(volume.name(), pvName));
            }
            runs.add(new Run(
                    volume.name(),
                    pv.dataAtBytes() + stripe.extent() * group.extentBytes(),
                    length,
                    segment.startExtent() * group.extentBytes(),
                    stripes.size() == 1 ? length : stripeBytes(volume, segment, length),
                    stripes.size(),
                    column));
        }
    }

    private long stripeBytes(VgDescription.Lv volume, VgDescription.Segment segment, long length)
            throws DiskFormatException {
        long sectors = segment.described().number("stripe_size").orElse(0L);
        if (sectors < 1 || sectors > length / SECTOR_BYTES || length % (sectors * SECTOR_BYTES) != 0) {
            throw damaged("gives %s stripes of %d sectors".formatted(volume.name(), sectors));
        }
        return sectors * SECTOR_BYTES;
    }

    /**
     * On a disk the group comes first, because LVM takes the first word for its name; what the file begins with follows
     * (LVM2 lib/format_text/format-text.c, _vgname_from_mda).
     */
    private byte[] textOnDisk() throws DiskFormatException {
        Matcher start = Pattern.compile("^" + Pattern.quote(group.name()) + "\\s*\\{", Pattern.MULTILINE)
                .matcher(text);
        if (!start.find()) {
            throw damaged("does not begin a line with the group's name");
        }
        String ordered = text.substring(start.start()).stripTrailing() + "\n" + text.substring(0, start.start()) + "\0";
        return ordered.getBytes(StandardCharsets.UTF_8);
    }

    private DiskFormatException damaged(String what) {
        return new DiskFormatException(new DiskAddress(source, 0), what, NEXT);
    }
}
