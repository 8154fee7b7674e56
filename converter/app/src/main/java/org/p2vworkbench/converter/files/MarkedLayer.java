package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.layers.Layer;
import org.p2vworkbench.disks.layers.MachineLayers;

/**
 * The innermost thing that a marked range lies in.
 *
 * @param where it is, in words
 * @param marked the ranges, as they lie in it
 */
record MarkedLayer(Layer layer, String where, List<Extent> marked) {

    /** A window of extents at a time, so that no volume's list of them grows beyond it. */
    private static final long WINDOW_BYTES = 64L << 30;

    MarkedLayer {
        marked = List.copyOf(marked);
    }

    /** What the marked range of a disk lies in: on a set's volume, if the disk is a member. */
    static List<MarkedLayer> of(MachineLayers layers) throws IOException {
        List<MarkedLayer> found = new ArrayList<>();
        for (Layer set : layers.sets()) {
            found.addAll(in(set, "RAID set " + set.name()));
        }
        if (found.isEmpty()) {
            for (Layer disk : layers.disks()) {
                found.addAll(in(disk, ""));
            }
        }
        return found;
    }

    private static List<MarkedLayer> in(Layer layer, String around) throws IOException {
        String here = within(around, layer);
        List<MarkedLayer> found = new ArrayList<>();
        for (Layer child : layer.children()) {
            found.addAll(in(child, here));
        }
        if (found.isEmpty() && layer.bytes().isPresent()) {
            List<Extent> marked = marked(layer);
            if (!marked.isEmpty()) {
                found.add(new MarkedLayer(layer, here, marked));
            }
        }
        return found;
    }

    private static String within(String around, Layer layer) {
        String own =
                switch (layer.kind()) {
                    case PARTITION -> "partition " + layer.name();
                    case VOLUME -> "volume " + layer.name();
                    case FILESYSTEM -> layer.type();
                    case DISK, RAID, TABLE, GROUP -> "";
                };
        return around.isEmpty() || own.isEmpty() ? around + own : around + ", " + own;
    }

    private static List<Extent> marked(Layer layer) throws IOException {
        List<Extent> marked = new ArrayList<>();
        long size = layer.bytes().orElseThrow().size();
        for (long at = 0; at < size; at += WINDOW_BYTES) {
            for (Extent run : layer.bytes().get().extents(at, at + Math.min(WINDOW_BYTES, size - at))) {
                if (!run.isZero()) {
                    marked.add(run);
                }
            }
        }
        return marked;
    }

    /** Whether the filesystem's own tables say that nothing in the range is in use. */
    boolean isFree() throws IOException {
        if (layer.map().isEmpty()) {
            return false;
        }
        for (Extent run : marked) {
            if (layer.map().get().used(run.offset(), run.end()).dataBytes() > 0) {
                return false;
            }
        }
        return true;
    }

    boolean isFilesystem() {
        return layer.kind() == Layer.Kind.FILESYSTEM;
    }
}
