package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A physical volume as found, and what it says of its group.
 *
 * @param group the newest description it holds; empty when it holds none, as most do in groups of many
 * @param damage what could not be read of it, a sentence each
 */
record PhysicalVolume(PvLabel label, Optional<VgDescription> group, List<String> damage) {

    static PhysicalVolume of(PvLabel label) throws IOException {
        Optional<VgDescription> newest = Optional.empty();
        List<String> damage = new ArrayList<>();
        for (PvLabel.Area area : label.metadataAreas()) {
            try {
                Optional<String> text = new MetadataArea(label.source(), area).text();
                if (text.isPresent()) {
                    VgDescription found = VgDescription.parse(label.source().name(), text.get());
                    if (newest.isEmpty() || newest.get().seqno() < found.seqno()) {
                        newest = Optional.of(found);
                    }
                }
            } catch (DiskFormatException broken) {
                damage.add("%s. %s".formatted(broken.getMessage(), broken.next()));
            }
        }
        return new PhysicalVolume(label, newest, List.copyOf(damage));
    }

    String uuid() {
        return label.uuid();
    }

    BlockSource source() {
        return label.source();
    }

    /** Whether it may be one of that group: its own word counts, and without one the group's. */
    boolean mayBelongTo(VgDescription vg) {
        return group.isEmpty() || group.get().id().equals(vg.id());
    }
}
