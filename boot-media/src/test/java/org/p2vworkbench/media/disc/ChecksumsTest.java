package org.p2vworkbench.media.disc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    @TempDir
    private Path folder;

    /** FIPS 180-2's own example "abc", and nothing at all. */
    @Test
    void areAsSha256sumReadsThem() throws IOException {
        Files.createDirectories(folder.resolve("isolinux"));
        Files.writeString(folder.resolve("isolinux/isolinux.cfg"), "abc");
        Files.writeString(folder.resolve("isolinux/isolinux.bin"), "changed by xorriso");
        Files.writeString(folder.resolve("empty"), "");

        assertThat(Checksums.of(folder)).isEqualTo("""
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty
                ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  isolinux/isolinux.cfg
                """);
    }
}
