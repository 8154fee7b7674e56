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
import org.p2vworkbench.converter.process.OutsideProgram;

/** A machine that runs while this is open. */
final class QemuGuest implements Closeable {

    private static final OutsideProgram QEMU = new OutsideProgram("qemu-system-x86_64", "qemu-system-x86");

    private static final int CONNECT_TRIES = 300;
    private static final int TRY_EVERY_MILLIS = 50;

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
        all.addAll(List.of("-qmp", "unix:%s,server=on,wait=off".formatted(option(socket))));
        all.addAll(List.of("-chardev", "file,id=serial,path=" + option(serial(folder)), "-serial", "chardev:serial"));
        Path errors = folder.resolve("errors");
        Process process = QEMU.start(all, folder.resolve("output"), errors);
        process.getOutputStream().close();
        // One whose starter was killed is found and ended by the next start.
        Files.writeString(folder.resolve("pid"), Long.toString(process.pid()));
        try {
            return new QemuGuest(process, folder, connect(process, socket, errors));
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

    private static Qmp connect(Process process, Path socket, Path errors) throws IOException {
        IOException last = null;
        for (int i = 0; i < CONNECT_TRIES; i++) {
            if (!process.isAlive()) {
                throw new RefusedException(
                        "qemu-system-x86_64",
                        "does not start this machine: "
                                + Files.readString(errors, StandardCharsets.ISO_8859_1)
                                        .strip(),
                        "Look at the machine's definition; 'p2v doctor' looks at this host.");
            }
            try {
                return Qmp.connect(socket);
            } catch (IOException notYet) {
                last = notYet;
                pause();
            }
        }
        throw last;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(TRY_EVERY_MILLIS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while a machine started").initCause(interrupt);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Qmp qmp() {
        return qmp;
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
