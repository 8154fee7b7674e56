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

    /** All but those whose passphrase the program would have to be given. */
    static Stream<GuestRecipe> others() {
        return GuestRecipe.ALL.stream()
                .filter(recipe -> recipe != GuestRecipe.MEGARAID)
                .filter(recipe -> recipe.rootOn() != RootOn.ENCRYPTED);
    }

    private void runsOnVirtio(GuestRecipe recipe) throws IOException, InterruptedException {
        assumeTrue(OutsideTool.named("qemu-system-x86_64").isInstalled(), "no qemu: nothing is booted");
        Optional<String> obstacle = RealGuests.obstacle(recipe);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        RealGuest guest = RealGuests.of(recipe);
        Path description = recipe.controller() == Controller.XEN ? describeToXen(guest) : describe(guest);

        Program.Ended converted =
                Program.run(folder, HEAP, "convert", description, "-o", folder, "--allow-extents-outside");
        assertThat(converted.status()).as(converted.story()).isZero();

        Path script = folder.resolve(recipe.name()).resolve("qemu.sh");
        try (BootedGuest booted = BootedGuest.script(script, Map.of("P2V_ACCEL", "tcg", "P2V_VNC", freeDisplay()))) {
            assertThat(booted.await(BOOT_LIMIT)).as(booted.tail()).isEqualTo(Sight.LOGIN);
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
        return Files.writeString(folder.resolve(recipe.name() + ".vmx"), vmx);
    }

    /** Nobody looks, but qemu.sh shows the screen somewhere. */
    private static String freeDisplay() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort() - VNC_PORTS);
        }
    }
}
