package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.file.Path;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.raw.RawFile;

/** Serves one raw file until its standard input ends, for bench/nbd-export.sh; prints the address first. */
public final class ServedFile {

    private ServedFile() {}

    public static void main(String[] arguments) throws IOException {
        try (BlockSource file = RawFile.open(Path.of(arguments[0]));
                NbdExport export = NbdExport.of(file)) {
            System.out.println(export.uri());
            while (System.in.read() >= 0) {
                // Only the end counts.
            }
        }
    }
}
