package org.p2vworkbench.converter.serve;

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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.ingest.StopsAgents;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.ProofOptions;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.proof.BootTerms;
import org.p2vworkbench.converter.proof.Verdict;
import org.p2vworkbench.converter.proof.cable.PortAnswer;
import org.p2vworkbench.converter.proof.cable.PortQuestion;
import org.p2vworkbench.converter.raid.DiskSets;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.GuestRecipe;
import org.p2vworkbench.fixtures.guest.RealGuests;
import org.p2vworkbench.fixtures.guest.RootOn;
import org.p2vworkbench.fixtures.guest.boot.Controller;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * Every server of the boot suite, proved over SSH before anything of it is copied. That it comes up after the copy is
 * LinuxBootSuiteTest's; that the one with a MegaRAID is proved is in ProofOverSshTest too.
 */
@ExtendWith(StopsAgents.class)
final class LinuxProofSuiteTest {

    private static final BootTerms LIMITS = new BootTerms(Duration.ofMinutes(15), Duration.ofMinutes(4));
    private static final long MOST_FETCHED_BYTES = 300_000_000;

    @TempDir
    private Path folder;

    /** All but the one whose host was Xen: an agent does not run where there is no boot loader. */
    static Stream<GuestRecipe> guests() {
        return GuestRecipe.ALL.stream().filter(recipe -> recipe.controller() != Controller.XEN);
    }

    @ParameterizedTest
    @MethodSource("guests")
    @Tag("full")
    void isProvedBeforeItIsCopied(GuestRecipe recipe) throws Exception {
        assumeTrue(OutsideTool.named("qemu-system-x86_64").isInstalled(), "no qemu: nothing is booted");
        Optional<String> obstacle = RealGuests.obstacle(recipe);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        boolean encrypted = recipe.rootOn() == RootOn.ENCRYPTED;
        RepairOptions repair = encrypted
                ? RepairOptions.USUAL.with(List.of(new VolumeKey("all", GuestRecipe.PASSPHRASE)))
                : RepairOptions.USUAL;
        PortQuestion port = new PortQuestion(Optional.of(recipe.address()), 9);
        ProofOptions options =
                ProofOptions.of(new DiskSets(false, false, false), Optional.of(repair), LIMITS.asking(List.of(port)));

        ApiClient.Answer answer =
                new Rehearsal(folder).asked(disks(recipe), ApiRequest.prove(Rehearsal.MACHINE, options));

        assertThat(answer.failure()).isEmpty();
        BootProof.Result result = JsonText.parse(answer.result().orElseThrow(), BootProof.Result.class);
        System.out.printf(
                "LinuxProofSuiteTest: %s: %s '%s' after %.0f s of boot, %.1f MB%n",
                recipe.name(), result.verdict(), result.words(), result.seconds(), result.fetchedBytes() / 1e6);
        assertThat(result.verdict()).as(result.words()).isEqualTo(encrypted ? Verdict.PASSPHRASE : Verdict.LOGIN);
        // No service is there: that the port is refused says that the guest's card and address work. The agent's
        // machine is
        // this host, which has other cards than the guest.
        boolean reachable = !encrypted && !recipe.network().namesTheCard();
        assertThat(result.ports())
                .containsExactly(new PortAnswer(
                        port.address(), 9, reachable ? PortAnswer.State.CLOSED : PortAnswer.State.SILENT));
        assertThat(result.fetchedBytes()).isLessThan(MOST_FETCHED_BYTES);
    }

    private List<Path> disks(GuestRecipe recipe) throws IOException {
        List<Path> disks = new ArrayList<>();
        for (Path image : RealGuests.of(recipe).disks()) {
            Path disk = folder.resolve("disk%d.raw".formatted(disks.size()));
            OutsideTool.named("qemu-img").run("convert", "-O", "raw", image, disk);
            disks.add(disk);
        }
        return disks;
    }
}
