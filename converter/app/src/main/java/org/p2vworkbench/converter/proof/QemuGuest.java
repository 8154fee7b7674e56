package org.p2vworkbench.converter.proof;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.process.RunFolder;

/** A machine that runs while this is open. */
final class QemuGuest implements Closeable {

    private static final OutsideProgram QEMU = new OutsideProgram("qemu-system-x86_64", "qemu-system-x86");

    private static final int CONNECT_TRIES = 300;
    private static final int TRY_EVERY_MILLIS = 50;
    private static final int RESETTING_MILLIS = 1000;

    private final Process process;
    private final Path folder;
    private final Qmp qmp;

    private QemuGuest(Process process, Path folder, Qmp qmp) {
        this.process = process;
        this.folder = folder;
        this.qmp = qmp;
    }

    /**
     * Starts it.
     *
     * @param words what the machine is made of
     * @param folder private to this start
     */
    static QemuGuest start(List<String> words, Path folder) throws IOException {
        Path socket = folder.resolve("qmp");
        List<String> all = new ArrayList<>(words);
        // It waits until somebody listens: what happens before would be heard by nobody.
        all.add("-S");
        all.addAll(List.of("-qmp", "unix:%s,server=on,wait=off".formatted(option(socket))));
        all.addAll(List.of("-chardev", "file,id=serial,path=" + option(serial(folder)), "-serial", "chardev:serial"));
        Process process = QEMU.start(all, folder.resolve("output"), folder.resolve("errors"));
        process.getOutputStream().close();
        // One whose starter was killed is found and ended by the next start.
        Files.writeString(folder.resolve(RunFolder.PID), Long.toString(process.pid()));
        try {
            QemuGuest guest = new QemuGuest(process, folder, connect(process, socket, folder));
            guest.asked(guest::goOn);
            return guest;
        } catch (IOException | RuntimeException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static String option(Path path) {
        return path.toString().replace(",", ",,");
    }

    private static Path serial(Path folder) {
        return folder.resolve("serial.log");
    }

    private static Qmp connect(Process process, Path socket, Path folder) throws IOException {
        IOException last = null;
        for (int i = 0; i < CONNECT_TRIES; i++) {
            if (!process.isAlive()) {
                throw new RefusedException(
                        "qemu-system-x86_64",
                        "does not start this machine: " + errors(folder),
                        "Look at the machine's definition; 'p2v doctor' looks at this host.");
            }
            try {
                return Qmp.connect(socket);
            } catch (IOException notYet) {
                last = notYet;
                pause(TRY_EVERY_MILLIS);
            }
        }
        throw last;
    }

    private static void pause(int millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while a machine was starting").initCause(interrupt);
        }
    }

    /** What a machine does. */
    enum State {
        RUNS,
        /** It has stopped, and its screen is as it was then. */
        WANTS_TO_RESTART,
        IS_OFF
    }

    State state() throws IOException {
        String status = asked(qmp::status);
        return switch (status) {
            case "running" -> State.RUNS;
            case "shutdown" -> qmp.shutdownReason().equals("guest-reset") ? State.WANTS_TO_RESTART : State.IS_OFF;
            case "io-error" ->
                throw new TargetStorageException(
                        folder.toString(),
                        "has no room for what the machine writes while it boots; that was to be thrown away, and"
                                + " nothing else was written",
                        "Make room there, and run it again.");
            default ->
                throw new RefusedException(
                        "qemu-system-x86_64",
                        "stopped the machine: its state is '%s'".formatted(status),
                        "Look at the serial log; 'p2v doctor' looks at this host.");
        };
    }

    /**
     * Starts one again that {@link State#WANTS_TO_RESTART}. SeaBIOS, when a system has reset the machine, does so once more
     * before it begins: for a moment resets are nothing that anybody is asked about.
     */
    void restart() throws IOException {
        asked(() -> {
            qmp.onReset("reset");
            qmp.reset();
            return goOn();
        });
        pause(RESETTING_MILLIS);
        asked(() -> {
            qmp.onReset("shutdown");
            return true;
        });
    }

    private boolean goOn() throws IOException {
        for (int i = 1; ; i++) {
            try {
                qmp.go();
                return true;
            } catch (IOException notYetReset) {
                if (i == CONNECT_TRIES || !process.isAlive()) {
                    throw notYetReset;
                }
                pause(TRY_EVERY_MILLIS);
            }
        }
    }

    /** Writes what the screen shows, as PNG. */
    void screenshot(Path png) throws IOException {
        asked(() -> {
            qmp.screenshot(png);
            return true;
        });
    }

    /** How many bytes the guest has read from all its disks, and written to them. */
    long bytesMoved() throws IOException {
        return asked(qmp::bytesMoved);
    }

    /** What is asked of the running qemu. */
    private interface Question<T> {
        T put() throws IOException;
    }

    /** A qemu that ended, by a signal or its own mistake, is told as that. */
    private <T> T asked(Question<T> question) throws IOException {
        try {
            return question.put();
        } catch (IOException failure) {
            if (ended()) {
                throw new RefusedException(
                        "qemu-system-x86_64",
                        "ended while the machine was booting, with status %d: %s"
                                .formatted(process.exitValue(), errors(folder)),
                        "Was it killed for want of memory? 'p2v doctor' looks at this host.",
                        failure);
            }
            throw failure;
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String errors(Path folder) throws IOException {
        return Files.readString(folder.resolve("errors"), StandardCharsets.ISO_8859_1)
                .strip();
    }

    /** All that came over the serial line so far. */
    byte[] serial() throws IOException {
        Path log = serial(folder);
        return Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
    }

    @Override
    public void close() throws IOException {
        try {
            qmp.quit();
        } catch (IOException ended) {
            // It went off by itself.
        }
        qmp.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupt) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
