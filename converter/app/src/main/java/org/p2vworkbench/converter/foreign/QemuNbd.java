package org.p2vworkbench.converter.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.process.RunFolder;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.nbd.NbdClient;

/**
 * One qemu-nbd that serves one image, read-only, to this program alone: the socket lies in a folder only its user and
 * root may enter, the process has the {@link LeastPrivilege} that can read the image, and the image's format is said
 * and never probed.
 *
 * <p>Without {@code --persistent} qemu-nbd ends when its last client goes. The client here connects as soon as the
 * socket is there and stays, so however this program ends, also by kill -9, the kernel closes the connections and the
 * server goes with them.
 */
final class QemuNbd implements ServedImage.Server {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** More than the client will open. */
    private static final String CLIENTS = "8";

    private final Path folder;
    private final Process process;

    private QemuNbd(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** The disk in {@code image}; closing it ends the server. */
    static DiskImage serve(Path image, ForeignFormat format) throws IOException {
        Path program = OutsideProgram.QEMU_NBD
                .location()
                .orElseThrow(() -> new IOException(
                        "%s is a %s image, which is read with qemu-nbd; it comes with the package %s: apt install %s"
                                .formatted(image, format.name(), "qemu-utils", "qemu-utils")));
        LeastPrivilege privilege = LeastPrivilege.toRead(image);
        Path folder = RunFolder.temporary("nbd");
        QemuNbd server = null;
        try {
            Files.setAttribute(folder, "unix:uid", privilege.uid());
            server = new QemuNbd(folder, start(program, image, format, privilege, folder));
            return new ServedImage(server.connect(image, format), format.name() + " through qemu", server);
        } catch (IOException | RuntimeException failure) {
            if (server != null) {
                server.close();
            } else {
                deleteAll(folder);
            }
            throw failure;
        }
    }

    private static Process start(Path program, Path image, ForeignFormat format, LeastPrivilege privilege, Path folder)
            throws IOException {
        // An empty environment: ours may hold an enrolment code.
        List<String> command = privilege.before(
                "env",
                "-i",
                program.toString(),
                "--read-only",
                "--shared=" + CLIENTS,
                "--socket=" + folder.resolve("socket"),
                "json:" + description(image, format));
        return LeastPrivilege.SETPRIV.start(command, folder.resolve("output"), folder.resolve("errors"));
    }

    /** qemu's whole description of the image: this format in this file, and no other file behind it. */
    private static ObjectNode description(Path image, ForeignFormat format) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("driver", format.name());
        node.put("read-only", true);
        if (format.knowsBackingFiles()) {
            node.putNull("backing");
        }
        node.putObject("file").put("driver", "file").put("filename", image.toString());
        return node;
    }

    private NbdClient connect(Path image, ForeignFormat format) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                return NbdClient.connect(image.getFileName().toString(), address, "");
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new DiskFormatException(
                            new DiskAddress(image.toString(), 0),
                            "qemu cannot read it as %s: %s".formatted(format.name(), said()),
                            "See what 'qemu-img check -f %s IMAGE' says of it; copy it again if it is damaged."
                                    .formatted(format.name()),
                            notYet);
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "qemu-nbd did not serve %s within %d s: %s"
                                    .formatted(image, START_LIMIT.toSeconds(), said()),
                            notYet);
                }
                pause();
            }
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("errors"), StandardCharsets.ISO_8859_1)
                .strip();
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for qemu-nbd", interrupt);
        }
    }

    /** Ends the server and removes its folder. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        deleteAll(folder);
    }

    private static void deleteAll(Path folder) throws IOException {
        for (String name : List.of("socket", "output", "errors")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
