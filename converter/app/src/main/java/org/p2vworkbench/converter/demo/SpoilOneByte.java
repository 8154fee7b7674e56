package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.p2vworkbench.converter.failure.ExitCode;

/** Changes one byte in a raw copy of a machine: the verification is worth something only if it notices. */
final class SpoilOneByte implements Step {

    private static final long SPOILED_AT = 1_000_000_000;

    @Override
    public String title() {
        return "One byte of a copy is changed behind the program's back";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        stage.type(
                0,
                "convert",
                stage.estate().description(),
                "-o",
                stage.store(),
                "--name",
                "spoiled",
                "--format",
                "raw",
                "--no-fixup");
        Path disk = stage.plan("spoiled").copy();
        stage.say("  (the byte at 0x%x of %s is set to 'X')".formatted(SPOILED_AT, disk.getFileName()));
        try (FileChannel file = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {'X'}), SPOILED_AT);
        }
        String said = stage.type(ExitCode.TARGET_STORAGE.number(), "verify", "spoiled", "--store", stage.store());
        stage.expect(said.contains("CHANGED"), "the change was not noticed");
        Folders.delete(stage.machine("spoiled").path());
        stage.expect(Files.notExists(disk), "the spoiled machine is still there");
    }
}
