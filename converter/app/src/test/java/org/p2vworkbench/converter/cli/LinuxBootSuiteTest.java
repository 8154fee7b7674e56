package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.guest.GuestRecipe;
import org.p2vworkbench.fixtures.guest.RealGuest;
import org.p2vworkbench.fixtures.guest.RealGuests;
import org.p2vworkbench.fixtures.guest.RootOn;
import org.p2vworkbench.fixtures.guest.boot.BootedGuest;
import org.p2vworkbench.fixtures.guest.boot.Controller;
import org.p2vworkbench.fixtures.guest.boot.Firmware;
import org.p2vworkbench.fixtures.guest.boot.Sight;

/**
 * The promise to an operator: a server that knows the hardware of one old machine is converted, and comes up on virtio
 * with its data and its address. That it does not come up there by itself is proved beside the guests, in RealGuestsTest.
 */
final class LinuxBootSuiteTest {

    private static final Duration BOOT_LIMIT = Duration.ofMinutes(10);
    private static final String HEAP = "256m";
    private static final int VNC_PORTS = 5900;
    private static final int SWAP_BYTES = 64 << 20;

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void megaraidServerRunsOnVirtio() throws IOException, InterruptedException {
        runsOnVirtio(GuestRecipe.MEGARAID);
    }

    @ParameterizedTest
    @MethodSource("others")
    @Tag("full")
    void otherServerRunsOnVirtio(GuestRecipe recipe) throws IOException, InterruptedException {
        runsOnVirtio(recipe);
    }

    @Test
    @Tag("full")
    void encryptedServerRunsOnVirtioOnceItsKeyIsGiven() throws IOException, InterruptedException {
        Path passphrase = Files.writeString(folder.resolve("passphrase"), GuestRecipe.PASSPHRASE + "\n");

        runsOnVirtio(recipe("luks"), "--key", "/dev/sda2:file:" + passphrase);
    }

    @Test
    @Tag("full")
    void mirroredServerRunsFlattened() throws IOException, InterruptedException {
        GuestRecipe recipe = recipe("mirror");
        demand(recipe);

        Program.Ended converted = convert(recipe, "--flatten-raid");
        assertThat(converted.status()).as(converted.story()).isZero();

        Path script = folder.resolve("mirror/qemu.sh");
        try (BootedGuest booted = BootedGuest.script(script, Map.of("P2V_ACCEL", "tcg", "P2V_VNC", freeDisplay()))) {
            assertThat(booted.await(BOOT_LIMIT)).as(booted.tail()).isEqualTo(Sight.LOGIN);
            booted.logIn("root", GuestRecipe.PASSWORD);

            assertThat(booted.run("findmnt -n -o SOURCE /")).isEqualTo("/dev/vda1\n");
            assertThat(booted.run("ls /sys/block")).contains("vda").doesNotContain("vdb", "md");
            assertThat(booted.run("cat " + GuestRecipe.KNOWN_FILE)).isEqualTo(recipe.knownText());
            assertThat(booted.run("swapon --show=NAME --noheadings")).isEqualTo("/dev/vda2\n");
            assertThat(booted.run("ip -o -4 addr"))
                    .contains("%s    inet %s/24".formatted(recipe.interfaceName(), recipe.address()));
        }
    }

    /** All but the one that wants a key. */
    static Stream<GuestRecipe> others() {
        return GuestRecipe.ALL.stream()
                .filter(recipe -> recipe != GuestRecipe.MEGARAID)
                .filter(recipe -> recipe.rootOn() != RootOn.ENCRYPTED);
    }

    @Test
    @Tag("full")
    void lockedServerIsCopiedAndNotCalledDone() throws IOException, InterruptedException {
        GuestRecipe recipe = recipe("luks");
        demand(recipe);
        Path wrong = Files.writeString(folder.resolve("wrong"), "no such words\n");

        Program.Ended refused = convert(recipe, "--key", "all:file:" + wrong);
        Program.Ended keyless = convert(recipe);

        assertThat(refused.status()).as(refused.story()).isEqualTo(14);
        assertThat(refused.story())
                .contains("does not open it")
                .contains("--key")
                .doesNotContain("no such words");
        assertThat(keyless.status()).as(keyless.story()).isEqualTo(14);
        assertThat(keyless.story())
                .contains("encrypted volume")
                .contains("no key was given")
                .contains("--key");
        assertThat(folder.resolve("luks/disks/luks.base.qcow2")).exists();
    }

    private static GuestRecipe recipe(String name) {
        return GuestRecipe.ALL.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void demand(GuestRecipe recipe) throws IOException {
        assumeTrue(OutsideTool.named("qemu-system-x86_64").isInstalled(), "no qemu: nothing is booted");
        Optional<String> obstacle = RealGuests.obstacle(recipe);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
    }

    private Program.Ended convert(GuestRecipe recipe, String... options) throws IOException, InterruptedException {
        RealGuest guest = RealGuests.of(recipe);
        Path description = recipe.controller() == Controller.XEN ? describeToXen(guest) : describe(guest);
        List<Object> words = new ArrayList<>(List.of("convert", description, "-o", folder, "--allow-extents-outside"));
        words.addAll(List.of(options));
        return Program.run(folder, HEAP, words.toArray());
    }

    private void runsOnVirtio(GuestRecipe recipe, String... options) throws IOException, InterruptedException {
        demand(recipe);

        Program.Ended converted = convert(recipe, options);
        assertThat(converted.status()).as(converted.story()).isZero();

        Path script = folder.resolve(recipe.name()).resolve("qemu.sh");
        try (BootedGuest booted = BootedGuest.script(script, Map.of("P2V_ACCEL", "tcg", "P2V_VNC", freeDisplay()))) {
            Sight sight = recipe.rootOn() == RootOn.ENCRYPTED
                    ? booted.awaitAnswering("Please unlock disk", GuestRecipe.PASSPHRASE, BOOT_LIMIT)
                    : booted.await(BOOT_LIMIT);
            assertThat(sight).as(booted.tail()).isEqualTo(Sight.LOGIN);
            booted.logIn("root", GuestRecipe.PASSWORD);

            assertThat(booted.run("ls /sys/block")).contains("vda");
            assertThat(booted.run("cat " + GuestRecipe.KNOWN_FILE)).isEqualTo(recipe.knownText());
            if (recipe.controller() == Controller.XEN) {
                // Its configuration attached swap space that its fstab does not name.
                assertThat(booted.run("blkid -s TYPE -o value /dev/vda2")).isEqualTo("swap\n");
            } else {
                assertThat(booted.run("swapon --show=NAME --noheadings")).startsWith("/dev/");
            }
            assertThat(booted.run("ip -o -4 addr"))
                    .as(converted.story())
                    .contains("%s    inet %s/24".formatted(recipe.interfaceName(), recipe.address()));
        }
    }

    /** A filesystem for the root, another image for the swap space, and a kernel that is not here. */
    private Path describeToXen(RealGuest guest) throws IOException {
        byte[] swap = SwapArea.header(SWAP_BYTES, UUID.randomUUID(), "");
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("xen-swap.img").toFile(), "rw")) {
            file.setLength(SWAP_BYTES);
            file.write(swap);
        }
        return Files.writeString(folder.resolve("xen.cfg"), """
                name = '%s'
                memory = 512
                vcpus = 2
                kernel = '/boot/vmlinuz-xen'
                extra = 'root=/dev/xvda1 ro console=hvc0'
                vif = [ 'mac=%s,bridge=xenbr0' ]
                disk = [ 'format=qcow2,vdev=xvda1,target=%s',
                         'file:/srv/xen-swap.img,xvda2,w' ]
                """.formatted(
                guest.recipe().name(), guest.recipe().nic().mac(), guest.disks().get(0)));
    }

    /** What a description of the old machine says beside its disks: above all, the address of its network card. */
    private Path describe(RealGuest guest) throws IOException {
        GuestRecipe recipe = guest.recipe();
        StringBuilder vmx = new StringBuilder("""
                config.version = "8"
                displayName = "%s"
                memsize = "512"
                firmware = "%s"
                scsi0.present = "TRUE"
                scsi0.virtualDev = "lsilogic"
                ethernet0.present = "TRUE"
                ethernet0.virtualDev = "e1000"
                ethernet0.addressType = "static"
                ethernet0.address = "%s"
                """.formatted(
                        recipe.name(),
                        recipe.firmware() == Firmware.UEFI ? "efi" : "bios",
                        recipe.nic().mac()));
        for (int number = 0; number < guest.disks().size(); number++) {
            vmx.append("scsi0:%d.present = \"TRUE\"%n".formatted(number));
            vmx.append("scsi0:%d.fileName = \"%s\"%n"
                    .formatted(number, guest.disks().get(number)));
        }
        Path file = folder.resolve(recipe.name() + ".vmx");
        // One that is written again is another source.
        return Files.exists(file) ? file : Files.writeString(file, vmx);
    }

    /** Nobody looks, but qemu.sh shows the screen somewhere. */
    private static String freeDisplay() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort() - VNC_PORTS);
        }
    }
}
