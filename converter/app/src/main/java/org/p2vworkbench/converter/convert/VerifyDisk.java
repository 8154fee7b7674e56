package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.disks.DiskFormatException;
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

    /** An image that cannot be read back is a failure of the storage it lies on, whatever is wrong with it. */
    public LedgerCheck.Result run(int threads, LongConsumer checkedBytes) throws IOException, InterruptedException {
        if (!Files.exists(image)) {
            throw new RefusedException(
                    image.toString(),
                    "is not there: the conversion has not finished, or the image was removed",
                    "Run the same convert command again: it goes on where it stopped.");
        }
        try {
            return compared(threads, checkedBytes);
        } catch (ClosedByInterruptException | Failure known) {
            throw known;
        } catch (IOException failed) {
            String next = failed instanceof DiskFormatException malformed
                    ? malformed.next()
                    : "Check the storage; if the image is damaged, remove the machine folder and convert again.";
            throw new TargetStorageException(
                    image.toString(), "cannot be verified: " + failed.getMessage(), next, failed);
        }
    }

    private LedgerCheck.Result compared(int threads, LongConsumer checkedBytes)
            throws IOException, InterruptedException {
        try (DiskImage opened =
                ImageFormats.all().open(FolderSiblings.named(image, false, holes), Optional.of(format))) {
            return LedgerCheck.check(ledger, opened, threads, checkedBytes);
        }
    }
}
