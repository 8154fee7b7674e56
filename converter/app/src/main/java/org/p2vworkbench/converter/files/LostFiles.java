package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.ReportJson;
import org.p2vworkbench.reports.migration.Evidence.LostPlace;

/** Names the files that lie where a machine's disks could not be read, for its report. */
public final class LostFiles {

    /** A longer range costs as much, and what lies at its beginning is told. */
    private static final int LONGEST_BYTES = 4 << 20;

    private final MachineFolder folder;
    private final Consumer<String> story;

    public LostFiles(MachineFolder folder, Consumer<String> story) {
        this.folder = folder;
        this.story = story;
    }

    /** Whether something was lost of which nobody has looked yet whose it was. */
    public boolean areUnnamed() throws IOException {
        return folder.isFinished()
                && !Files.exists(folder.lostFilesJson())
                && report().disks().stream().anyMatch(disk -> !disk.lost().isEmpty());
    }

    /** Writes them down beside the ledgers: of the first ranges of each disk, because each costs a look at all files. */
    public void name() throws IOException {
        MachinePlan plan = MachinePlan.of(folder);
        MigrationReport report = report();
        List<DifferentPlaces.Chunks> ranges = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<DiskImage> open = new ArrayList<>();
        try {
            for (MachinePlan.DiskPlan disk : plan.disks()) {
                for (MigrationReport.Lost lost : lost(report, disk.name())) {
                    int length = (int) Math.max(1, Math.min(LONGEST_BYTES, lost.length()));
                    ranges.add(new DifferentPlaces.Chunks(open.size(), List.of(lost.offset()), length));
                    names.add(disk.name());
                }
                open.add(ImageFormats.all()
                        .open(
                                FolderSiblings.named(disk.copy(), false, new SparseMap()),
                                Optional.of(disk.imageFormat())));
            }
            List<List<DifferentPlace>> places = DifferentPlaces.on(open, story).of(ranges);
            List<LostPlace> named = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                for (DifferentPlace place : places.get(i)) {
                    named.add(new LostPlace(names.get(i), place.offset(), place.where(), place.files(), place.note()));
                }
            }
            DurableFile.write(folder.lostFilesJson(), JsonText.line(named) + "\n");
        } finally {
            for (DiskImage image : open) {
                image.close();
            }
        }
    }

    private MigrationReport report() throws IOException {
        return ReportJson.read(Files.readString(folder.reportJson()));
    }

    private static List<MigrationReport.Lost> lost(MigrationReport report, String disk) {
        return report.disks().stream()
                .filter(one -> one.name().equals(disk))
                .flatMap(one -> one.lost().stream())
                .limit(NamedDifferences.MOST_PER_DISK)
                .toList();
    }
}
