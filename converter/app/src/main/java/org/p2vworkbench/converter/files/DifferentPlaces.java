package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.layers.Layer;
import org.p2vworkbench.disks.layers.MachineLayers;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.fixups.appliance.GuestFiles;

/**
 * Names what lies at places of a machine's disks: partition or volume, filesystem, and the files, where an appliance can
 * ask the filesystem whose the blocks are. One is started only if there is something to ask.
 */
public final class DifferentPlaces {

    private static final RaidDetective DETECTIVE = RaidDetective.ofGuests();

    private final List<MarkedDisk> disks;
    private final MachineLayers layers;
    private final Consumer<String> story;
    private final Map<Layer, Integer> drives = new LinkedHashMap<>();

    private DifferentPlaces(List<MarkedDisk> disks, MachineLayers layers, Consumer<String> story) {
        this.disks = disks;
        this.layers = layers;
        this.story = story;
    }

    /** Chunks of one disk of the machine. */
    public record Chunks(int disk, List<Long> offsets, int chunkBytes) {

        public Chunks {
            offsets = List.copyOf(offsets);
        }
    }

    /** @param disks all of the machine, because sets and groups lie across them; they stay open and the caller's */
    public static DifferentPlaces on(List<? extends BlockSource> disks, Consumer<String> story) throws IOException {
        List<MarkedDisk> marked = new ArrayList<>();
        List<RaidDisk> candidates = new ArrayList<>();
        for (BlockSource disk : disks) {
            marked.add(new MarkedDisk(disk));
            candidates.add(
                    new RaidDisk(disk.name(), marked.get(marked.size() - 1), Optional.empty(), Optional.empty(), true));
        }
        return new DifferentPlaces(marked, MachineLayers.of(candidates, DETECTIVE), story);
    }

    /** What lies in each of the chunks, in their order; more than one place where a chunk touches several. */
    public List<List<DifferentPlace>> of(List<Chunks> all) throws IOException {
        List<List<Found>> found = new ArrayList<>();
        for (Chunks chunks : all) {
            List<Found> onDisk = new ArrayList<>();
            for (long offset : chunks.offsets()) {
                onDisk.addAll(at(chunks.disk(), offset, chunks.chunkBytes()));
            }
            found.add(onDisk);
        }
        if (drives.isEmpty()) {
            return told(found, Optional.empty(), "");
        }
        List<BlockSource> volumes = new ArrayList<>();
        drives.keySet().forEach(layer -> volumes.add(new AllOf(layer.bytes().orElseThrow())));
        try (OpenGuest guest = OpenGuest.over(volumes, DiskAssembly.AS_THEY_ARE, List.of(), story)) {
            return told(found, Optional.of(guest.files()), "");
        } catch (RefusedException absent) {
            return told(found, Optional.empty(), "no appliance starts here that could tell the file");
        }
    }

    /** A chunk in one layer; the layer is empty for what lies in none. */
    private record Found(long offset, Optional<MarkedLayer> in) {}

    private List<Found> at(int disk, long offset, int chunkBytes) throws IOException {
        disks.forEach(other -> other.mark(0, 0));
        disks.get(disk).mark(offset, chunkBytes);
        List<Found> found = new ArrayList<>();
        for (MarkedLayer layer : MarkedLayer.of(layers)) {
            if (GuestFiles.tellsFilesIn(layer.layer().type()) && layer.isFilesystem() && !layer.isFree()) {
                drives.putIfAbsent(layer.layer(), drives.size());
            }
            found.add(new Found(offset, Optional.of(layer)));
        }
        return found.isEmpty() ? List.of(new Found(offset, Optional.empty())) : found;
    }

    private List<List<DifferentPlace>> told(List<List<Found>> found, Optional<GuestFiles> guest, String whyNot)
            throws IOException {
        List<List<DifferentPlace>> places = new ArrayList<>();
        for (List<Found> onDisk : found) {
            List<DifferentPlace> ofDisk = new ArrayList<>();
            for (Found one : onDisk) {
                ofDisk.add(told(one, guest, whyNot));
            }
            places.add(ofDisk);
        }
        return places;
    }

    private DifferentPlace told(Found found, Optional<GuestFiles> guest, String whyNot) throws IOException {
        if (found.in().isEmpty() || !found.in().get().isFilesystem()) {
            String where = found.in()
                    .map(MarkedLayer::where)
                    .filter(text -> !text.isEmpty())
                    .orElse("the disk");
            return new DifferentPlace(found.offset(), where, List.of(), "no file: outside of any filesystem");
        }
        MarkedLayer in = found.in().get();
        if (in.isFree()) {
            return new DifferentPlace(found.offset(), in.where(), List.of(), "no file: free space");
        }
        Integer drive = drives.get(in.layer());
        if (drive == null) {
            String why =
                    "which file is not known: nobody tells of " + in.layer().type();
            return new DifferentPlace(found.offset(), in.where(), List.of(), why);
        }
        if (guest.isEmpty()) {
            return new DifferentPlace(found.offset(), in.where(), List.of(), whyNot);
        }
        return asked(found.offset(), in, drive, guest.get());
    }

    private static DifferentPlace asked(long offset, MarkedLayer in, int drive, GuestFiles guest) {
        TreeSet<String> files = new TreeSet<>();
        try {
            for (Extent run : in.marked()) {
                files.addAll(guest.filesIn(drive, in.layer().type(), run.offset(), run.length()));
            }
        } catch (IOException unreadable) {
            return new DifferentPlace(
                    offset, in.where(), List.of(), "which file is not known: " + unreadable.getMessage());
        }
        String note = files.isEmpty() ? "no file: free space, or the filesystem's own tables" : "";
        return new DifferentPlace(offset, in.where(), List.copyOf(files), note);
    }

    /** A volume without its marks: what is read of it is all there. */
    private record AllOf(BlockSource volume) implements BlockSource {

        @Override
        public String name() {
            return volume.name();
        }

        @Override
        public long size() {
            return volume.size();
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            volume.read(offset, into);
        }

        @Override
        public void close() {
            // It belongs to the disks it lies on.
        }
    }
}
