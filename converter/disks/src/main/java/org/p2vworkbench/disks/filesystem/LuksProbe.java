package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** LUKS1 and LUKS2 (cryptsetup, LUKS On-Disk Format 1.2.3, section 2.2, and LUKS2 1.1.0, section 2.1). Big-endian. */
final class LuksProbe implements Probe {

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        return Glimpse.bigEndian(volume, 0, 512)
                .filter(header -> header.says(0, "LUKS\u00ba\u00be"))
                .filter(header -> header.u16(6) == 1 || header.u16(6) == 2)
                .map(header -> new FilesystemSignature(
                        "crypto_LUKS",
                        Integer.toString(header.u16(6)),
                        header.u16(6) == 2 ? header.utf8(24, 48) : "",
                        header.utf8(168, 40)));
    }
}
