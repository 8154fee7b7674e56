package org.p2vworkbench.fixups.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.GuestRecipe;
import org.p2vworkbench.fixtures.guest.RealGuest;
import org.p2vworkbench.fixtures.guest.RealGuests;
import org.p2vworkbench.fixtures.guest.RootOn;
import org.p2vworkbench.fixtures.guest.boot.BootedGuest;
import org.p2vworkbench.fixtures.guest.boot.Controller;
import org.p2vworkbench.fixtures.guest.boot.Machine;
import org.p2vworkbench.fixtures.guest.boot.Nic;
import org.p2vworkbench.fixtures.guest.boot.Sight;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.VolumeKey;

/** Guests bound to a machine of their own, repaired and started on another: disks on virtio, the card in another slot. */
class RealLinuxGuestTest {

    private static final Duration BOOT_LIMIT = Duration.ofMinutes(8);
    private static final int OTHER_SLOT = 9;
    private static final List<VolumeKey> KEYS = List.of(new VolumeKey(VolumeKey.ANY, GuestRecipe.PASSPHRASE));

    @TempDir
    Path scratch;

    @ParameterizedTest
    @MethodSource("guests")
    @Tag("full")
    void guestReachesItsLoginOnVirtio(GuestRecipe recipe) throws IOException {
        repairAndBoot(recipe);
    }

    /** A Xen guest's disk gets its boot loader elsewhere. */
    static Stream<GuestRecipe> guests() {
        return GuestRecipe.ALL.stream().filter(recipe -> recipe.controller() != Controller.XEN);
    }

    private void repairAndBoot(GuestRecipe recipe) throws IOException {
        RealGuest guest = guest(recipe);
        List<Path> layers = layers(guest.disks());
        GuestRepair.Done done = new GuestRepair(
                        layers.stream().map(GuestDrive::layer).toList(),
                        RepairOptions.USUAL.with(KEYS),
                        () -> {
                            throw new AssertionError("this guest has a boot loader");
                        },
                        said -> {})
                .apply((path, content) -> path);
        assertThat(done.repair().blocker()).isEmpty();
        assertThat(done.repair().guest().get("root"))
                .as("where undo finds the system")
                .startsWith("/dev/");

        try (BootedGuest booted = BootedGuest.start(onVirtio(guest, layers))) {
            Sight sight = recipe.rootOn() == RootOn.ENCRYPTED
                    ? booted.awaitAnswering("Please unlock disk", GuestRecipe.PASSPHRASE, BOOT_LIMIT)
                    : booted.await(BOOT_LIMIT);
            assertThat(sight).as(booted.tail()).isEqualTo(Sight.LOGIN);
            booted.logIn("root", GuestRecipe.PASSWORD);

            assertThat(booted.run("cat " + GuestRecipe.KNOWN_FILE)).isEqualTo(recipe.knownText());
            assertThat(booted.run("ip -o -4 addr"))
                    .contains("%s    inet %s/24".formatted(recipe.interfaceName(), recipe.address()));
            assertThat(booted.run("swapon --show=NAME --noheadings")).startsWith("/dev/");
        }
    }

    private List<Path> layers(List<Path> disks) {
        List<Path> layers = new ArrayList<>();
        for (Path disk : disks) {
            Path layer = scratch.resolve("layer-" + layers.size() + ".qcow2");
            OutsideTool.named("qemu-img").run("create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", disk, layer);
            layers.add(layer);
        }
        return layers;
    }

    private static Machine onVirtio(RealGuest guest, List<Path> layers) {
        Machine old = guest.machine();
        return new Machine(
                old.emulator(),
                old.type(),
                layers,
                "qcow2",
                Controller.VIRTIO_BLK,
                old.firmware(),
                Optional.empty(),
                new Nic("virtio-net-pci", old.nic().mac(), OTHER_SLOT));
    }

    private static RealGuest guest(GuestRecipe recipe) throws IOException {
        Machine machine = new RealGuest(recipe, List.of()).machine();
        assumeTrue(OutsideTool.named(machine.emulator()).isInstalled(), machine.emulator() + " is not installed");
        assumeTrue(machine.firmware().isInstalled(), "OVMF is not installed");
        Optional<String> obstacle = RealGuests.obstacle(recipe);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        return RealGuests.of(recipe);
    }
}
