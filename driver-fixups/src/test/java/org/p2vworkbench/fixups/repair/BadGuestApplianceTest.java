package org.p2vworkbench.fixups.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.OldLinuxServer;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestSession;
import org.p2vworkbench.fixups.appliance.MountedGuest;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestCommand;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.RepairException;

/** In one start of the appliance: a journal that was not played, links that lead out of the guest, a program that hangs. */
@Tag("slow")
class BadGuestApplianceTest {

    /** Where {@link OldLinuxServer} has its root: behind 63 sectors and a /boot of 64 MiB. */
    private static final long ROOT_OFFSET = 63 * 512 + (64L << 20);

    private static final String REPLAYED = "what the server wrote last";

    @TempDir
    private Path folder;

    @Test
    void badGuestIsHandledInItsLayer() throws IOException {
        OutsideTool debugfs = OutsideTool.named("debugfs");
        assumeTrue(debugfs.isInstalled(), "debugfs is not installed: no journal is left to replay");
        Path raw = OldLinuxServer.usual(11).writeTo(folder.resolve("old.raw"));
        leaveJournal(debugfs, raw);
        String base = Content.of(raw).sha256();
        Path layer = folder.resolve("layer.qcow2");
        OutsideTool.named("qemu-img").run("create", "-q", "-f", "qcow2", "-b", raw, "-F", "raw", layer);

        assertThatThrownBy(() -> {
                    try (GuestSession session =
                                    GuestSession.open(List.of(GuestDrive.layer(layer)), List.of(), line -> {});
                            MountedGuest guest =
                                    session.mountForRepair(session.roots().get(0))) {
                        assertThat(guest.text("/etc/hostname").orElse("")).startsWith(REPLAYED);
                        linksStayInside(guest);
                        hang(guest);
                    }
                })
                .isInstanceOf(RepairException.class)
                .hasMessageContaining("'/bin/hang' of the guest did not end within 3 s");
        assertThat(Content.of(raw).sha256()).as("the disk below the layer").isEqualTo(base);
    }

    /** One transaction with other content for one block, and no more: as if the power had failed. */
    private void leaveJournal(OutsideTool debugfs, Path raw) throws IOException {
        String volume = raw + "?offset=" + ROOT_OFFSET;
        String block = debugfs.run("-R", "blocks /etc/hostname", volume)
                .lines()
                .filter(line -> line.matches("\\d+ *"))
                .findFirst()
                .orElseThrow()
                .strip();
        byte[] bytes = new byte[4096];
        byte[] text = (REPLAYED + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, text.length);
        Path content = Files.write(folder.resolve("block"), bytes);
        Path script = Files.write(
                folder.resolve("journal.cmd"),
                List.of("sif /etc/hostname size " + text.length, "jo", "jw -b %s %s".formatted(block, content), "jc"));
        debugfs.run("-w", "-f", script, volume);
    }

    private static void linksStayInside(MountedGuest guest) throws IOException {
        guest.create("/etc/inside", Content.of("before"), 0644);
        guest.link("/etc/out", "../../../../../../../../etc/inside");
        guest.link("/etc/appliance", "/../../init");
        guest.link("/etc/a", "b");
        guest.link("/etc/b", "a");

        guest.write("/etc/out", Content.of("after"));

        assertThat(guest.read("/etc/inside").text()).isEqualTo("after");
        assertThat(guest.find("/etc/appliance")).isEmpty();
        assertThatThrownBy(() -> guest.read("/etc/a")).isInstanceOf(IOException.class);
    }

    private static void hang(MountedGuest guest) throws IOException {
        guest.create("/bin/hang", Content.of(pausingProgram()), 0755);
        Draft draft = new Draft(guest);
        draft.edits("test").run(new GuestCommand(List.of("/bin/hang"), Duration.ofSeconds(3)), List.of(), "it hangs");

        draft.plan().apply(guest, (path, content) -> path);
    }

    /** An ELF of one segment (System V ABI, AMD64) that asks Linux for pause(2), number 34, again and again. */
    private static byte[] pausingProgram() {
        int header = 64 + 56;
        long address = 0x400000;
        byte[] code = {(byte) 0xb8, 34, 0, 0, 0, 0x0f, 0x05, (byte) 0xeb, (byte) 0xf7};
        ByteBuffer elf = ByteBuffer.allocate(header + code.length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) 2).putShort((short) 62).putInt(1);
        elf.putLong(address + header).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 64);
        elf.putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(5).putLong(0).putLong(address).putLong(address);
        elf.putLong(elf.capacity()).putLong(elf.capacity()).putLong(0x1000);
        elf.put(code);
        return elf.array();
    }
}
