package org.p2vworkbench.fixups.windows.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveLogs;
import org.p2vworkbench.fixups.registry.LogReplay;
import org.p2vworkbench.fixups.windows.hive.HiveDraft;

/**
 * Takes a guest's hives out of it, with what their logs still hold. A hive that has to be completed from its logs is
 * planned to be written so, and its logs to be taken away, because Windows would apply them over what is changed here.
 */
public final class WindowsHives {

    private static final List<String> LOGS = List.of(".LOG", ".LOG1", ".LOG2");
    private static final List<String> USUAL_ROOTS = List.of("windows", "winnt", "win2k3", "win", "win32");

    private final GuestTree guest;
    private final Path folder;
    private final String systemRoot;

    /** @param folder where copies of hives are kept as long as they are in use */
    public WindowsHives(GuestTree guest, Path folder, String systemRoot) {
        this.guest = guest;
        this.folder = folder;
        this.systemRoot = systemRoot;
    }

    /** The folder of Windows on its volume, "/Windows"; empty when there is none with a registry in it. */
    public static Optional<String> systemRoot(GuestTree guest) throws IOException {
        for (String usual : USUAL_ROOTS) {
            for (String name : guest.names("/")) {
                String root = "/" + name;
                if (name.toLowerCase(Locale.ROOT).equals(usual) && guest.isFile(root + config("SYSTEM"))) {
                    return Optional.of(root);
                }
            }
        }
        return Optional.empty();
    }

    private static String config(String hive) {
        return "/system32/config/" + hive;
    }

    /** @param name "SYSTEM" or "SOFTWARE" */
    public HiveDraft open(String name, Edits edits) throws IOException {
        String file = systemRoot + config(name);
        Path copy = keep(file, name);
        List<Path> logs = new ArrayList<>();
        for (String suffix : LOGS) {
            if (guest.isFile(file + suffix)) {
                logs.add(keep(file + suffix, name + suffix));
            }
        }
        LogReplay replay = HiveLogs.replay(copy, logs, folder.resolve(name + ".replayed"));
        if (replay.state() == LogReplay.State.REPLAYED) {
            replace(file, replay, logs, edits);
        } else if (replay.state() == LogReplay.State.STALE) {
            edits.find(
                    "WIN-REGISTRY-STALE",
                    Severity.BLOCKER,
                    "The last changes of the registry hive %s are not in it, and in no log that fits it%s. To change it now could lose them."
                            .formatted(
                                    file, replay.logs().isEmpty() ? "" : " (" + String.join("; ", replay.logs()) + ")"),
                    "Start the old machine, shut Windows down in order and convert again; or convert with --no-fixup.");
        }
        return new HiveDraft(name, file, Hive.open(name, replay.hive()));
    }

    /** The boot configuration (BCD); empty when there is none that can be read. */
    public Optional<HiveDraft> bootStore() throws IOException {
        return BootStoreFile.open(guest, folder);
    }

    private void replace(String file, LogReplay replay, List<Path> logs, Edits edits) throws IOException {
        edits.write(
                file,
                Content.of(replay.hive()),
                Change.Kind.FILE,
                "Windows was not shut down in order; this is what it would make of its registry at the next start (%s)"
                        .formatted(String.join("; ", replay.logs())));
        for (Path log : logs) {
            edits.remove(
                    systemRoot + config(log.getFileName().toString()),
                    "what it holds is in the hive now, and must not be applied over what is changed there");
        }
    }

    private Path keep(String file, String as) throws IOException {
        Path copy = folder.resolve(as);
        Files.createDirectories(folder);
        guest.read(file).writeTo(copy);
        return copy;
    }
}
