package org.p2vworkbench.fixups.appliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            List<GuestRoot> looked = session.roots();

            assertThat(looked).isEqualTo(session.inspected());
        }
    }

    private static GuestDrive drive(Path image) {
        return GuestDrive.image(image, "qcow2");
    }
}
