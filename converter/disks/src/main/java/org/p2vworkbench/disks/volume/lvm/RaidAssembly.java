package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.ParityVolume;
import org.p2vworkbench.disks.raid.StripedVolume;
import org.p2vworkbench.disks.raid.TenLayout;
import org.p2vworkbench.disks.raid.TenVolume;
import org.p2vworkbench.disks.volume.VolumeState;

/**
 * Makes a RAID segment readable (lvmraid(7)). Its images are logical volumes of their own, each with one for the
 * kernel's superblock beside it: {@code raids = ["lv_rmeta_0", "lv_rimage_0", "lv_rmeta_1", "lv_rimage_1"]}. RAID 0
 * without metadata lists images alone.
 */
final class RaidAssembly {

    /** The kernel's own limit, and LVM's (DEFAULT_RAID_MAX_IMAGES). */
    private static final int MOST_IMAGES = 253;

    private static final int DEFAULT_COPIES = 2;

    private final LvAssembly volumes;
    private final VgDescription.Lv lv;
    private final VgDescription.Segment segment;
    private final List<String> findings = new ArrayList<>();

    RaidAssembly(LvAssembly volumes, VgDescription.Lv lv, VgDescription.Segment segment) {
        this.volumes = volumes;
        this.lv = lv;
        this.segment = segment;
    }

    Assembled assemble() throws IOException {
        List<Object> named = new ArrayList<>(segment.described().list("raids"));
        if (named.isEmpty()) {
            named.addAll(segment.described().list("raid0_lvs"));
        }
        int count = segment.described()
                .number("device_count")
                .or(() -> segment.described().number("stripe_count"))
                .orElse(0L)
                .intValue();
        if (count < 1 || count > MOST_IMAGES || named.size() != count && named.size() != 2 * count) {
            return Assembled.failed(
                    "It is described as %d images and lists %d volumes.".formatted(count, named.size()));
        }
        RaidImages images = images(named, named.size() / count);
        Optional<String> obstacle = images.obstacle();
        if (obstacle.isPresent()) {
            return Assembled.unsupported(obstacle.get());
        }
        List<Optional<BlockSource>> members = images.current();
        findings.addAll(images.findings());
        return assembled(members);
    }

    private RaidImages images(List<Object> named, int each) throws IOException {
        RaidImages images = new RaidImages();
        for (int i = 0; i < named.size(); i += each) {
            Assembled image = volumes.volume(String.valueOf(named.get(i + each - 1)));
            findings.addAll(image.findings());
            Optional<BlockSource> metadata =
                    each == 2 ? volumes.volume(String.valueOf(named.get(i))).bytes() : Optional.empty();
            images.add(image.bytes(), metadata);
        }
        return images;
    }

    private Assembled assembled(List<Optional<BlockSource>> members) {
        Shape shape = Shape.of(segment, members.size(), volumes.extentBytes());
        if (shape.problem != null) {
            return Assembled.failed(shape.problem);
        }
        for (Optional<BlockSource> member : members) {
            if (member.isPresent() && member.get().size() < shape.memberBytes) {
                return Assembled.failed("Image %s has %d bytes, %d are needed."
                        .formatted(member.get().name(), member.get().size(), shape.memberBytes));
            }
        }
        String name = volumes.nameOf(lv);
        long size = segment.extents() * volumes.extentBytes();
        Optional<ParityLayout> layout = RaidTypes.parity(segment.type());
        if (layout.isPresent()) {
            ParityVolume volume = new ParityVolume(name, members, shape.chunkBytes, layout.get(), size);
            return judged(volume, volume.readable(), members);
        }
        if (RaidTypes.isTen(segment.type())) {
            TenLayout near = new TenLayout(shape.copies, 1, false);
            TenVolume volume = new TenVolume(name, members, shape.chunkBytes, near, size);
            return judged(volume, volume.readable(), members);
        }
        if (RaidTypes.isStripes(segment.type())) {
            StripedVolume volume = new StripedVolume(name, members, shape.chunkBytes, size);
            return judged(volume, volume.readable(), members);
        }
        MirroredVolume volume = new MirroredVolume(name, members, size);
        return judged(volume, volume.readable(), members);
    }

    private Assembled judged(BlockSource volume, boolean readable, List<Optional<BlockSource>> members) {
        if (!readable) {
            return Assembled.failed(findings);
        }
        boolean all = members.stream().allMatch(Optional::isPresent);
        return new Assembled(Optional.of(volume), all ? VolumeState.OPTIMAL : VolumeState.DEGRADED, findings);
    }

    /** What the segment's numbers amount to, checked against one another before anything is built from them. */
    private static final class Shape {

        private String problem;
        private long chunkBytes;
        private long memberBytes;
        private int copies = 1;

        static Shape of(VgDescription.Segment segment, int images, long extentBytes) {
            Shape shape = new Shape();
            int data = images;
            Optional<ParityLayout> layout = RaidTypes.parity(segment.type());
            if (layout.isPresent()) {
                data = images - layout.get().parityCount();
            } else if (RaidTypes.isTen(segment.type())) {
                shape.copies = segment.described()
                        .number("data_copies")
                        .orElse((long) DEFAULT_COPIES)
                        .intValue();
            } else if (RaidTypes.isMirror(segment.type())) {
                shape.memberBytes = segment.extents() * extentBytes;
                return shape;
            }
            shape.chunkBytes = SegmentAssembly.chunkBytes(segment, extentBytes);
            if (data < 1
                    || images < 2 && layout.isPresent()
                    || shape.chunkBytes == 0
                    || shape.copies < 1
                    || shape.copies > images
                    || segment.extents() > Long.MAX_VALUE / extentBytes / shape.copies) {
                shape.problem = "%d images of type %s with %d copies in chunks of %d bytes make no volume."
                        .formatted(images, segment.type(), shape.copies, shape.chunkBytes);
                return shape;
            }
            long chunks = segment.extents() * extentBytes / shape.chunkBytes * shape.copies;
            shape.memberBytes = (chunks + data - 1) / data * shape.chunkBytes;
            return shape;
        }
    }
}
