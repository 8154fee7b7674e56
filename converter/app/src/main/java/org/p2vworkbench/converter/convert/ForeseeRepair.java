package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.fixup.TrialRepair;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixups.plan.Finding;

/**
 * The step that looks into a guest before its disks are copied, where its old host loaded its kernel: such a guest may
 * have none that runs here, and hours of copying would be for nothing. It costs a start of the appliance, and is not
 * made again when a copy was begun.
 */
final class ForeseeRepair {

    private final MachineSource source;
    private final MachineFolder folder;
    private final ConvertOptions options;
    private final Consumer<String> story;

    ForeseeRepair(MachineSource source, MachineFolder folder, ConvertOptions options, Consumer<String> story) {
        this.source = source;
        this.folder = folder;
        this.options = options;
        this.story = story;
    }

    void run() throws IOException {
        if (options.repair().isEmpty() || !Facts.startedByHost(source) || Files.exists(folder.machineJson())) {
            return;
        }
        story.accept("looking whether the guest can start without its old host, before anything is copied");
        List<DiskImage> open = new ArrayList<>();
        try {
            for (SourceDisk disk : source.disks()) {
                open.add(disk.open());
            }
            Optional<Finding> blocker = new TrialRepair(
                            source.name(), options.repair().get().of(Facts.of(source)), story)
                    .plan(open)
                    .blocker();
            if (blocker.isPresent()) {
                throw new NotConvertibleException(
                        source.input(),
                        "%s Nothing was copied.".formatted(blocker.get().text()),
                        "%s To copy it as it is, add --no-fixup."
                                .formatted(blocker.get().remedy()));
            }
        } finally {
            for (DiskImage image : open) {
                image.close();
            }
        }
    }
}
