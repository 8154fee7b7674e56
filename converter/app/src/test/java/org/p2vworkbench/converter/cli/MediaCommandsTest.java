package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;
import static org.p2vworkbench.converter.cli.TypedLine.typedAndAnswered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is fetched, packed or written. Sticks are plain files here, and a loop device that is refused. */
class MediaCommandsTest {

    @TempDir
    private Path temp;

    private Path stick;

    @BeforeEach
    void aStick() throws IOException {
        Files.write(temp.resolve("agent.jar"), new byte[] {1});
        stick = Files.writeString(temp.resolve("stick.img"), "holiday pictures");
    }

    @Test
    void aStickIsShownAndNothingIsWrittenInADryRun() throws IOException {
        TypedLine dry = typed(media("usb", stick, "--dry-run", "--json"));

        assertThat(dry.status()).as(dry.story()).isZero();
        assertThat(dry.story()).contains("will be overwritten", stick.toString());
        assertThat(dry.result()).contains("\"dryRun\":true");
        assertThat(stick).hasContent("holiday pictures");
    }

    @Test
    void aStickIsNotWrittenUnlessItsDescriptionIsTyped() {
        TypedLine alone = typed(media("usb", stick));
        TypedLine other = typedAndAnswered("yes\n", media("usb", stick));

        assertThat(alone.status()).isEqualTo(4);
        assertThat(alone.story()).contains("no terminal to confirm that on", "--yes");
        assertThat(other.status()).isEqualTo(4);
        assertThat(other.story()).contains("was not confirmed; nothing was written");
        assertThat(stick).hasContent("holiday pictures");
    }

    @Test
    void whatIsNoStickIsRefused() throws IOException {
        TypedLine nothing = typed(media("usb", temp.resolve("sdz"), "--yes"));
        TypedLine terminal = typed(media("usb", Path.of("/dev/null"), "--yes"));

        assertThat(nothing.status()).isEqualTo(4);
        assertThat(nothing.story()).contains("there is no such device");
        assertThat(terminal.status()).isEqualTo(4);
        assertThat(terminal.story()).contains("is no block device");
    }

    @Test
    void aDiskInsideThisHostIsRefused() throws IOException {
        try (LoopDevice device = LoopDevice.over(Files.write(temp.resolve("disk"), new byte[1 << 20]))) {
            TypedLine refused = typed(media("usb", Path.of(device.toString()), "--yes"));

            assertThat(refused.status()).isEqualTo(4);
            assertThat(refused.story()).contains("is a disk inside this host").contains("Name a USB stick");
            assertThat(device.bytes()).containsOnly(0);
        }
    }

    @Test
    void aFolderThatMachinesMayBeStartingFromIsNotOverwritten() {
        TypedLine refused = typed(media("pxe", null, "-o", temp.toString()));

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.story()).contains("is there already");
    }

    @Test
    void aProcessorOrANetworkThatCannotBeIsAUsageError() {
        TypedLine arm = typed(media("iso", null, "-o", temp.resolve("x.iso").toString(), "--arch", "arm64"));
        TypedLine vlan = typed(media("iso", null, "-o", temp.resolve("x.iso").toString(), "--vlan", "5000"));
        TypedLine key = authorizing(temp.resolve("agent.jar"));
        TypedLine noKey = authorizing(temp.resolve("nobody.pub"));

        assertThat(arm.status()).isEqualTo(2);
        assertThat(arm.story()).contains("arm64").contains("amd64 or i386");
        assertThat(vlan.status()).isEqualTo(2);
        assertThat(vlan.story()).contains("5000");
        assertThat(key.status()).isEqualTo(2);
        assertThat(key.story()).contains("no line of a public key");
        assertThat(noKey.status()).isEqualTo(2);
        assertThat(noKey.story()).contains("nobody.pub").contains("Name the file of a public key");
    }

    private TypedLine authorizing(Path publicKey) {
        return typed(
                media("iso", null, "-o", temp.resolve("x.iso").toString(), "--authorized-key", publicKey.toString()));
    }

    private String[] media(String kind, Path target, String... options) {
        List<String> words = new ArrayList<>(List.of("media", kind));
        if (target != null) {
            words.add(target.toString());
        }
        words.addAll(List.of(
                "--server", "kvm1:2222", "--store", temp.resolve("store").toString()));
        words.addAll(List.of("--agent", temp.resolve("agent.jar").toString()));
        words.addAll(List.of("--cache", temp.resolve("cache").toString()));
        return Stream.concat(words.stream(), Stream.of(options)).toArray(String[]::new);
    }
}
