package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * Linux swap (Linux include/linux/swap.h, union swap_header): a magic in the last ten bytes of the first page, whose
 * size is the machine's that made it. A machine that hibernated has put another magic there ("swsuspend").
 */
final class SwapProbe implements Probe {

    private static final int[] PAGE_SIZES = {4096, 8192, 16384, 32768, 65536};
    private static final List<String> HIBERNATED = List.of("S1SUSPEND", "S2SUSPEND", "ULSUSPEND", "LINHIB0001");
    private static final int HEADER_AT = 1024;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        for (int pageBytes : PAGE_SIZES) {
            Optional<Glimpse> magic = Glimpse.littleEndian(volume, pageBytes - 10, 10);
            Optional<Glimpse> header = Glimpse.littleEndian(volume, HEADER_AT, 512);
            if (magic.isEmpty() || header.isEmpty()) {
                return Optional.empty();
            }
            if (magic.get().says(0, "SWAP-SPACE")) {
                return Optional.of(new FilesystemSignature("swap", "0", "", ""));
            }
            if (magic.get().says(0, "SWAPSPACE2") && isVersionOne(header.get())) {
                return Optional.of(signature("swap", "1", header.get()));
            }
            if (HIBERNATED.stream().anyMatch(word -> magic.get().says(0, word))) {
                return Optional.of(signature("swsuspend", "", header.get()));
            }
        }
        return Optional.empty();
    }

    /** The header is in the byte order of the machine that made it. */
    private static boolean isVersionOne(Glimpse header) {
        long version = header.u32(0);
        return version == 1 || version == 0x01000000L;
    }

    private static FilesystemSignature signature(String type, String version, Glimpse header) {
        return new FilesystemSignature(type, version, header.utf8(28, 16), header.uuid(12));
    }
}
