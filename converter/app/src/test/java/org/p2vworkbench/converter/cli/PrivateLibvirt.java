package org.p2vworkbench.converter.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * A real libvirt of nobody's: a session daemon with all its folders and its socket in one folder, which knows nothing of
 * the host's machines and is gone when it is closed. Root would get the system's, so it runs as nobody then.
 */
final class PrivateLibvirt implements Closeable {

    private static final String NOBODY = "65534";
    private static final int TRIES = 200;

    private final Path folder;
    private final Process daemon;
    private final boolean asNobody;

    private PrivateLibvirt(Path folder, Process daemon, boolean asNobody) {
        this.folder = folder;
        this.daemon = daemon;
        this.asNobody = asNobody;
    }

    /** In a folder with a short name: the names of sockets have at most 107 bytes (unix(7)). */
    static PrivateLibvirt start() throws IOException, InterruptedException {
        assumeTrue(
                OutsideTool.named("libvirtd").isInstalled()
                        && OutsideTool.named("virt-qemu-run").isInstalled(),
                "SKIPPED: no libvirtd with QEMU's driver: libvirt-daemon, libvirt-daemon-driver-qemu");
        boolean root = System.getProperty("user.name").equals("root");
        Path folder = Files.createTempDirectory("lv");
        for (String own : List.of("home", "run", "conf/libvirt", "cache", "data")) {
            Files.createDirectories(folder.resolve(own));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        // There is no virtlogd.
        Files.writeString(folder.resolve("conf/libvirt/qemu.conf"), "stdio_handler = \"file\"\n");
        PrivateLibvirt made = new PrivateLibvirt(folder, start(folder, root), root);
        for (int i = 0; i < TRIES && !Files.exists(made.socket()); i++) {
            Thread.sleep(50);
        }
        return made;
    }

    private static Process start(Path folder, boolean root) throws IOException {
        List<String> command = new ArrayList<>();
        if (root) {
            OutsideTool.named("chown").run("-R", NOBODY, folder);
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(List.of("libvirtd", "--pid-file", folder.resolve("pid").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOME", folder.resolve("home").toString(),
                        "XDG_RUNTIME_DIR", folder.resolve("run").toString(),
                        "XDG_CONFIG_HOME", folder.resolve("conf").toString(),
                        "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                        "XDG_DATA_HOME", folder.resolve("data").toString(),
                        "PATH", System.getenv("PATH") + ":/usr/sbin:/sbin"));
        return builder.start();
    }

    private Path socket() {
        return folder.resolve("run/libvirt/libvirt-sock");
    }

    String uri() {
        return "qemu+unix:///session?socket=" + socket();
    }

    /** Lets its machines write to what is there, in a temporary folder. */
    void own(Path files) throws IOException {
        Files.setPosixFilePermissions(files.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        if (asNobody) {
            OutsideTool.named("chown").run("-R", NOBODY, files);
        }
    }

    OutsideTool.Outcome virsh(Object... words) {
        List<Object> all = new ArrayList<>(List.of("-q", "-c", uri()));
        all.addAll(List.of(words));
        return OutsideTool.named("virsh").attempt(all.toArray());
    }

    /** Its machines would outlive it. */
    @Override
    public void close() throws IOException {
        for (String uuid : virsh("list", "--uuid").output().split("\\s+")) {
            if (!uuid.isBlank()) {
                virsh("destroy", uuid);
            }
        }
        daemon.destroy();
        try {
            if (!daemon.waitFor(10, TimeUnit.SECONDS)) {
                daemon.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupt) {
            daemon.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        OutsideTool.named("rm").run("-rf", folder);
    }
}
