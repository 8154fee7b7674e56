package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * A block device over a file of a test's own folder. The only devices that tests write to: it is one only after the
 * kernel has said that this very file is behind it, and it is given back when the test ends, however it ends.
 *
 * <p>The kernel makes no partitions of it: hosts for tests may have loop devices without partition scanning.
 */
final class LoopDevice implements AutoCloseable {

    private static final OutsideTool LOSETUP = OutsideTool.named("losetup");

    private final Path path;

    private LoopDevice(Path path) {
        this.path = path;
    }

    /** Skips the test, and says so, where there are no loop devices to be had. */
    static LoopDevice over(Path file, String... options) throws IOException {
        Assumptions.assumeTrue(LOSETUP.isInstalled(), "skipped: losetup is not installed");
        Object[] words = new Object[options.length + 3];
        System.arraycopy(options, 0, words, 0, options.length);
        words[options.length] = "--find";
        words[options.length + 1] = "--show";
        words[options.length + 2] = file;
        OutsideTool.Outcome outcome = LOSETUP.attempt(words);
        Assumptions.assumeTrue(outcome.exitCode() == 0, "skipped: no loop device without root: " + outcome.output());
        LoopDevice device = new LoopDevice(Path.of(outcome.output().strip()));
        try {
            device.demandBackedBy(file);
            return device;
        } catch (IOException | AssertionError failure) {
            device.close();
            throw failure;
        }
    }

    private void demandBackedBy(Path file) throws IOException {
        Path attribute = Path.of("/sys/block", path.getFileName().toString(), "loop/backing_file");
        String backing = Files.readString(attribute).strip();
        if (!path.toString().matches("/dev/loop[0-9]+") || !Files.isSameFile(Path.of(backing), file)) {
            throw new AssertionError("%s is not over %s but over %s".formatted(path, file, backing));
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** Content by way of the device and not of its file, which may not have all of it yet. */
    byte[] bytes() throws IOException {
        return Files.readAllBytes(path);
    }

    @Override
    public void close() {
        LOSETUP.run("--detach", path);
    }
}
