package org.p2vworkbench.converter.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.OutsideTool;

class SmallestGuestTest {

    @Test
    void emulatedGuestGetsThroughItsFirmware() throws IOException {
        OutsideTool qemu = OutsideTool.named("qemu-system-x86_64");
        assumeTrue(qemu.isInstalled(), "qemu-system-x86_64 is not installed");
        Path floppy = SmallestGuest.write();
        try {
            int status = qemu.attempt(SmallestGuest.arguments(floppy, "tcg").toArray())
                    .exitCode();

            assertThat(status).isEqualTo(SmallestGuest.ALIVE);
        } finally {
            Files.delete(floppy);
        }
    }
}
