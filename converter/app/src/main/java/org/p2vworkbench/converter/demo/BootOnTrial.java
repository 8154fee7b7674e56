package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.fixtures.guest.boot.BlueBootSector;

/** Boots a machine that will not come up, cut off from every network, and reads its screen. */
final class BootOnTrial implements Step {

    private static final OutsideProgram QEMU = new OutsideProgram("qemu-system-x86_64", "qemu-system-x86");

    private static final String MACHINE = "shop02";
    private static final int DISK_BYTES = 8 << 20;

    @Override
    public String title() {
        return "A test boot of a machine that will not start: what its screen says";
    }

    @Override
    public boolean possible(Stage stage) {
        return stage.knows("testboot") && QEMU.location().isPresent();
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        byte[] sector = BlueBootSector.saying("\r\n*** STOP: 0x0000007B (0xF789E528,0xC0000034,0x00000000)\r\n");
        Path disk = Files.write(
                stage.estate().folder().resolve(MACHINE + ".raw"),
                ByteBuffer.allocate(DISK_BYTES).put(sector).array());
        stage.type(0, "convert", disk, "--no-fixup", "-o", stage.store());
        String said = stage.type(14, "testboot", MACHINE, "--store", stage.store());
        stage.expect(said.contains("INACCESSIBLE_BOOT_DEVICE"), "the blue screen was not read");
        stage.say(
                "    The picture stays in the machine's folder. 'p2v prove' looks like this before anything is copied.");
    }
}
