package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;

/** The step that reads a finished image back and compares it with its ledger. */
public final class VerifyDisk {

    private final Path image;
    private final String format;
    private final Path ledger;
    private final HoleMap holes;

    public VerifyDisk(Path image, String format, Path ledger, HoleMap holes) {
        this.image = image;
        this.format = format;
        this.ledger = ledger;
        this.holes = holes;
    }

    public LedgerCheck.Result run(int threads, LongConsumer checkedBytes) throws IOException, InterruptedException {
        try (DiskImage opened =
                ImageFormats.all().open(FolderSiblings.named(image, false, holes), Optional.of(format))) {
            return LedgerCheck.check(ledger, opened, threads, checkedBytes);
        }
    }
}
