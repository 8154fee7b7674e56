package org.p2vworkbench.fixups.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestCommand;

/** A plan is made of a guest without touching it, and does what it says when it is applied. */
class DraftTest {

    @TempDir
    Path root;

    private final Map<String, Content> kept = new HashMap<>();
    private final Originals originals = (path, content) -> {
        kept.putIfAbsent(path, content);
        return path;
    };

    @Test
    void aFixupSeesWhatTheOnesBeforeItPlanned() throws IOException {
        FolderGuest guest = new FolderGuest(root).with("/etc/fstab", "/dev/sda1 / ext4\n/dev/sda2 none swap\n");
        Draft draft = new Draft(guest);

        draft.edits("first").write("/etc/fstab", "UUID=1 / ext4\n/dev/sda2 none swap\n", "sda is gone");
        Edits second = draft.edits("second");
        second.write(
                "/etc/fstab", second.guest().text("/etc/fstab").orElseThrow().replace("/dev/sda2", "UUID=2"), "too");

        assertThat(draft.plan().changes()).extracting(Change::fixup).containsExactly("first", "second");
        assertThat(draft.plan().changes().get(1).before()).isEqualTo("/dev/sda2 none swap");
        assertThat(draft.plan().changes().get(1).after()).isEqualTo("UUID=2 none swap");
        assertThat(root.resolve("etc/fstab")).hasContent("/dev/sda1 / ext4\n/dev/sda2 none swap\n");

        draft.plan().apply(guest, originals);

        assertThat(root.resolve("etc/fstab")).hasContent("UUID=1 / ext4\nUUID=2 none swap\n");
        assertThat(kept.get("/etc/fstab").text()).startsWith("/dev/sda1");
    }

    @Test
    void whatWouldChangeNothingIsNotPlanned() throws IOException {
        FolderGuest guest = new FolderGuest(root).with("/etc/hostname", "web01\n");
        Files.createSymbolicLink(root.resolve("etc/mtab"), Path.of("/proc/mounts"));
        Draft draft = new Draft(guest);
        Edits edits = draft.edits("none");

        edits.write("/etc/hostname", "web01\n", "no reason");
        edits.create("/etc/hostname", Content.of("web01\n"), 0644, "no reason");
        edits.link("/etc/mtab", "/proc/mounts", "no reason");
        edits.remove("/etc/absent", "no reason");

        assertThat(draft.plan().changes()).isEmpty();
    }

    @Test
    void filesAndLinksComeAndGoInThePlanAsOnTheDisk() throws IOException {
        FolderGuest guest = new FolderGuest(root).with("/etc/old.conf", "x");
        Draft draft = new Draft(guest);
        Edits edits = draft.edits("tidy");
        edits.remove("/etc/old.conf", "of the old hardware");
        edits.create("/etc/modprobe.d/p2v.conf", Content.of("alias a b\n"), 0640, "driver");
        edits.link("/etc/systemd/system/hp.service", "/dev/null", "watches hardware that is gone");

        assertThat(draft.names("/etc")).doesNotContain("old.conf");
        assertThat(draft.isFile("/etc/modprobe.d/p2v.conf")).isTrue();
        assertThat(draft.look("/etc/systemd/system/hp.service").orElseThrow().target())
                .contains("/dev/null");
        assertThat(root.resolve("etc/old.conf")).exists();

        List<Undo> undo = draft.plan().apply(guest, originals);

        assertThat(root.resolve("etc/old.conf")).doesNotExist();
        assertThat(root.resolve("etc/modprobe.d/p2v.conf")).hasContent("alias a b\n");
        assertThat(Files.readSymbolicLink(root.resolve("etc/systemd/system/hp.service")))
                .isEqualTo(Path.of("/dev/null"));
        assertThat(undo).hasSize(3).first().isInstanceOf(Undo.RemoveFile.class);
        assertThat(undo.get(2)).isInstanceOf(Undo.RecreateFile.class);
    }

    @Test
    void aTextKeepsTheEncodingItHas() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.write(root.resolve("etc/motd"), "gr\u00fc\u00df\nsda\n".getBytes(StandardCharsets.ISO_8859_1));
        FolderGuest guest = new FolderGuest(root);
        Draft draft = new Draft(guest);

        draft.edits("names")
                .write("/etc/motd", draft.text("/etc/motd").orElseThrow().replace("sda", "vda"), "names");
        draft.plan().apply(guest, originals);

        assertThat(Files.readAllBytes(root.resolve("etc/motd")))
                .isEqualTo("gr\u00fc\u00df\nvda\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsNoTextIsShownByItsSizeAndHash() throws IOException {
        FolderGuest guest = new FolderGuest(root).with("/boot/initrd", "\0\1\2");
        Draft draft = new Draft(guest);

        draft.edits("initramfs").write("/boot/initrd", Content.of(new byte[] {0, 9}), Change.Kind.BOOT, "drivers");

        Change change = draft.plan().changes().get(0);
        assertThat(change.before()).startsWith("3 bytes, SHA-256 ");
        assertThat(change.after()).startsWith("2 bytes, SHA-256 ");
        assertThat(change.kind()).isEqualTo(Change.Kind.BOOT);
    }

    @Test
    void aLongTextIsCut() throws IOException {
        FolderGuest guest = new FolderGuest(root).with("/etc/long", "a\n");
        Draft draft = new Draft(guest);

        draft.edits("long").write("/etc/long", "line %s\n".repeat(100).formatted((Object[]) numbers(100)), "because");

        assertThat(draft.plan().changes().get(0).after()).endsWith("(and 40 more lines)");
    }

    private static Integer[] numbers(int count) {
        Integer[] numbers = new Integer[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    @Test
    void sectorsAreReadWhenPlannedAndWrittenWhenApplied() throws IOException {
        Path disk = Files.write(root.resolve("disk"), new byte[1024]);
        FolderGuest guest = new FolderGuest(root, List.of(), new TreeMap<>()).withDevice("/dev/sda", disk);
        Draft draft = new Draft(guest);

        draft.edits("heads").sectors("/dev/sda", 0x1a, new byte[] {(byte) 0xff, 0}, "as the new BIOS counts");
        draft.edits("heads").sectors("/dev/sda", 0x20, new byte[] {0, 0}, "nothing to change");
        assertThat(draft.plan().changes()).hasSize(1);
        assertThat(draft.plan().changes().get(0).target()).isEqualTo("/dev/sda, bytes 0x1a to 0x1b");
        draft.plan().apply(guest, originals);

        assertThat(Files.readAllBytes(disk)[0x1a]).isEqualTo((byte) 0xff);
    }

    @Test
    void aProgramOfTheGuestIsRunWithItsWordsAsTheyAre() throws IOException {
        FolderGuest guest = new FolderGuest(root).with("/boot/grub.cfg", "old");
        Draft draft = new Draft(guest);
        GuestCommand command = GuestCommand.of(Duration.ofMinutes(1), "grub-mkconfig", "-o", "/boot/a b; rm -rf /");

        draft.edits("grub").run(command, List.of("/boot/grub.cfg", "/boot/new"), "entries");
        List<Undo> undo = draft.plan().apply(guest, originals);

        assertThat(guest.commands()).containsExactly(command);
        assertThat(command).hasToString("grub-mkconfig -o '/boot/a b; rm -rf /'");
        assertThat(((Undo.Several) undo.get(0)).steps())
                .containsExactly(
                        new Undo.RestoreFile("/boot/grub.cfg", "/boot/grub.cfg", ""),
                        new Undo.RemoveFile("/boot/new", ""));
    }

    @Test
    void aPlanCannotBeAppliedToAFileThatIsGone() throws IOException {
        FolderGuest guest = new FolderGuest(root).with("/etc/fstab", "a\n");
        Draft draft = new Draft(guest);
        draft.edits("fstab").write("/etc/fstab", "b\n", "because");
        Files.delete(root.resolve("etc/fstab"));

        assertThatThrownBy(() -> draft.plan().apply(guest, originals)).isInstanceOf(RuntimeException.class);
    }
}
