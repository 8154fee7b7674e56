package org.p2vworkbench.fixups.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Originals;
import org.p2vworkbench.fixups.plan.Undo;

/** A repair is taken back in a guest that lived on; what somebody changed since is not lost. */
class GuestUndoTest {

    @TempDir
    Path root;

    private final Map<String, Content> kept = new HashMap<>();
    private FolderGuest guest;
    private List<Undo> steps;

    @BeforeEach
    void aRepairedGuest() throws IOException {
        guest = new FolderGuest(root)
                .with("/etc/fstab", "/dev/sda1 /\n")
                .with("/etc/modules", "megaraid\n")
                .with("/etc/rc2.d/S99hp", "#!/bin/sh\n");
        Files.createSymbolicLink(root.resolve("etc/watchdog"), Path.of("/usr/lib/watchdog"));
        Draft draft = new Draft(guest);
        Edits edits = draft.edits("all");
        edits.write("/etc/fstab", "UUID=1 /\n", "names");
        edits.write("/etc/modules", "megaraid\nvirtio\n", "drivers");
        edits.write("/etc/modules", "megaraid\nvirtio\nahci\n", "more drivers");
        edits.create("/etc/p2v.conf", Content.of("new\n"), 0644, "new");
        edits.link("/etc/watchdog", "/dev/null", "no hardware");
        edits.remove("/etc/rc2.d/S99hp", "no hardware");
        Originals originals = (path, content) -> {
            String name = path.replace('/', '_');
            kept.putIfAbsent(name, content);
            return name;
        };
        steps = draft.plan().apply(guest, originals);
    }

    @Test
    void allIsAsItWas() throws IOException {
        assertThat(new GuestUndo(guest, kept::get).take(steps)).isEmpty();

        assertThat(root.resolve("etc/fstab")).hasContent("/dev/sda1 /\n");
        assertThat(root.resolve("etc/modules")).hasContent("megaraid\n");
        assertThat(root.resolve("etc/p2v.conf")).doesNotExist();
        assertThat(root.resolve("etc/rc2.d/S99hp")).hasContent("#!/bin/sh\n");
        assertThat(Files.readSymbolicLink(root.resolve("etc/watchdog"))).isEqualTo(Path.of("/usr/lib/watchdog"));
    }

    @Test
    void whatWasChangedSinceStays() throws IOException {
        Files.writeString(root.resolve("etc/modules"), "mine\n");
        Files.writeString(root.resolve("etc/p2v.conf"), "mine\n");
        Files.delete(root.resolve("etc/fstab"));

        List<String> left = new GuestUndo(guest, kept::get).take(steps);

        assertThat(root.resolve("etc/modules")).hasContent("mine\n");
        assertThat(root.resolve("etc/p2v.conf")).hasContent("mine\n");
        assertThat(left).hasSize(3).anyMatch(line -> line.startsWith("/etc/modules was changed"));
        assertThat(root.resolve("etc/rc2.d/S99hp")).exists();
    }

    @Test
    void whatWasMadeAgainSinceStays() throws IOException {
        Files.writeString(root.resolve("etc/rc2.d/S99hp"), "mine\n");

        assertThat(new GuestUndo(guest, kept::get).take(steps))
                .containsExactly("/etc/rc2.d/S99hp was made again since the repair; it stays.");
        assertThat(root.resolve("etc/rc2.d/S99hp")).hasContent("mine\n");
    }
}
