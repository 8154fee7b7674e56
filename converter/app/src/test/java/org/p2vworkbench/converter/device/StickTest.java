package org.p2vworkbench.converter.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.agent.inventory.BlockDevices;

class StickTest {

    private static final int IMAGE_BYTES = (3 << 20) + 700;

    @TempDir
    private Path folder;

    @Test
    void imageLiesAtItsBeginAndTheRestStays() throws IOException {
        byte[] image = new byte[IMAGE_BYTES];
        new Random(7).nextBytes(image);
        byte[] before = new byte[4 << 20];
        Arrays.fill(before, (byte) 0x5a);
        Path path = Files.write(folder.resolve("stick"), before);
        Stick stick = new StickCheck(BlockDevices.ofThisHost(), Path.of("/sys")).admit(path, IMAGE_BYTES);

        stick.overwrite(Files.write(folder.resolve("image"), image));

        byte[] after = Files.readAllBytes(path);
        assertThat(Arrays.copyOf(after, IMAGE_BYTES)).isEqualTo(image);
        assertThat(Arrays.copyOfRange(after, IMAGE_BYTES, after.length)).containsOnly(0x5a);
        assertThat(stick.confirmation()).isEqualTo(path.toString());
    }
}
