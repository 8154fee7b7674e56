package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineState;

/** Starts to convert a machine and interrupts it, as Ctrl-C would, when a part is copied. */
final class Interrupt implements Step {

    /** Of the image being written; about a quarter of what it will be. */
    private static final long ENOUGH_BYTES = 24 << 20;

    private static final long LOOK_EVERY_MILLIS = 5;

    @Override
    public String title() {
        return "A conversion that somebody interrupts";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        Object[] line = {
            "convert", stage.estate().appliance(), "-o", stage.store(), "--compress", "zlib", "--threads", "1"
        };
        stage.show("p2v", line);
        int status = interruptedStatus(stage, line);
        stage.say("    ^C  exit status %d: %s".formatted(status, ExitCode.INTERRUPTED.meaning()));
        stage.expect(status == ExitCode.INTERRUPTED.number(), "the conversion ended with status " + status);
        stage.type(0, "machines", "--store", stage.store());
        MachineState state = MachineState.of(stage.machine(Estate.LINUX));
        stage.expect(state.percent() > 0, "nothing of the interrupted copy was kept");
    }

    private static int interruptedStatus(Stage stage, Object... line) throws IOException, InterruptedException {
        FutureTask<Integer> typed = new FutureTask<>(() -> stage.typeSilently(line));
        Thread command = new Thread(typed, "demo-convert");
        command.setDaemon(true);
        command.start();
        try {
            while (!typed.isDone() && written(stage.machine(Estate.LINUX)) < ENOUGH_BYTES) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } finally {
            command.interrupt();
        }
        try {
            return typed.get();
        } catch (ExecutionException mistake) {
            throw new IllegalStateException(mistake.getCause());
        }
    }

    private static long written(MachineFolder folder) throws IOException {
        if (Files.notExists(folder.disks())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder.disks())) {
            return files.mapToLong(Interrupt::size).sum();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** A file may be renamed between being listed and being asked. */
    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException renamed) {
            return 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
