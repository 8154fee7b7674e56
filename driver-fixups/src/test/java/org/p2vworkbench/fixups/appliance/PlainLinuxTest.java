package org.p2vworkbench.fixups.appliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.fixtures.guest.GuestRecipe;
import org.p2vworkbench.fixtures.guest.RealGuests;

/** What is found by looking is what the library finds by its inspection. */
class PlainLinuxTest {

    static Stream<GuestRecipe> guests() {
        return GuestRecipe.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    @Tag("full")
    void agreesWithTheLibrary(GuestRecipe recipe) throws IOException {
        Optional<String> obstacle = RealGuests.obstacle(recipe);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        List<GuestDrive> drives = RealGuests.of(recipe).disks().stream()
                .map(PlainLinuxTest::drive)
                .toList();
        try (GuestSession session = GuestSession.open(drives, List.of(), line -> {})) {
            assertThat(onTheirOwnDevices(session.roots())).isEqualTo(onTheirOwnDevices(session.inspected()));
        }
    }

    /**
     * The library believes the table, also where that names a partition of a filesystem that lies on a whole disk, or a
     * disk by a name that it has not here.
     */
    private static List<GuestRoot> onTheirOwnDevices(List<GuestRoot> roots) {
        return roots.stream().map(PlainLinuxTest::onItsOwnDevice).toList();
    }

    private static GuestRoot onItsOwnDevice(GuestRoot root) {
        SortedMap<String, String> mounts = new TreeMap<>(root.mountpoints());
        mounts.put("/", root.device());
        return new GuestRoot(root.device(), root.type(), root.product(), mounts, root.drives());
    }

    private static GuestDrive drive(Path image) {
        return GuestDrive.image(image, "qcow2");
    }
}
