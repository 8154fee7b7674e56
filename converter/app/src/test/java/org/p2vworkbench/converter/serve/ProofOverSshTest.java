package org.p2vworkbench.converter.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.ingest.StopsAgents;
import org.p2vworkbench.converter.ingest.TestAgent;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.ProofOptions;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.proof.BootTerms;
import org.p2vworkbench.converter.proof.Verdict;
import org.p2vworkbench.converter.raid.DiskSets;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.GuestRecipe;
import org.p2vworkbench.fixtures.guest.RealGuests;
import org.p2vworkbench.fixtures.guest.boot.TalkingBootSector;
import org.p2vworkbench.fixups.repair.RepairOptions;

/** Machines that boot from disks at the far end of SSH, before anything of them is copied. */
@ExtendWith(StopsAgents.class)
class ProofOverSshTest {

    private static final long DISK_BYTES = 1L << 30;

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void needQemu() {
        assumeTrue(OutsideTool.named("qemu-system-x86_64").isInstalled(), "no qemu: nothing is booted");
        store = folder.resolve("store");
    }

    @Test
    @Timeout(120)
    void aBootReadsWhatItTouchesAndNoMore() throws Exception {
        Path disk = disk(TalkingBootSector.saying("web01 login: "));

        BootProof.Result result = proved(disk, Optional.empty(), new BootTerms(seconds(60), seconds(30)));

        assertThat(result.verdict()).isEqualTo(Verdict.LOGIN);
        assertThat(result.words()).isEqualTo("web01 login:");
        assertThat(result.fetchedBytes()).isPositive().isLessThan(8 << 20);
        assertThat(result.pictures()).isNotEmpty().allSatisfy(picture -> assertThat(picture)
                .startsWith(store.resolve("db02/proof"))
                .exists());
        assertThat(store.resolve("db02/proof/prove.json")).content().contains("\"login\"");
        assertThat(store.resolve("db02/events.jsonl")).content().contains("\"stage\":\"prove\"");
        assertThat(store.resolve("db02/disks")).doesNotExist();
    }

    @Test
    @Timeout(120)
    void aDiskWithoutALoaderIsTold() throws Exception {
        BootProof.Result result =
                proved(disk(new byte[512]), Optional.empty(), new BootTerms(seconds(60), seconds(30)));

        assertThat(result.verdict()).isEqualTo(Verdict.NOTHING_TO_BOOT);
    }

    @Test
    @Timeout(120)
    void aMachineThatGoesAwayMeanwhileIsUnreachable() throws Exception {
        Path disk = disk(TalkingBootSector.saying("GRUB loading"));

        ApiClient.Answer answer = answered(
                disk,
                ProofOptions.of(
                        new DiskSets(false, false, false), Optional.empty(), new BootTerms(seconds(20), seconds(8))),
                this::pullThePlugOnceItBoots);

        assertThat(answer.result()).isEmpty();
        assertThat(answer.failure()).contains("went away");
        assertThat(answer.exitCode()).isEqualTo(10);
    }

    /** A server that only knows its old controller: as it is it stops, repaired on trial it comes up. */
    @Test
    @Tag("slow")
    @Timeout(900)
    void aServerWithTheWrongDriversComesUpRepaired() throws Exception {
        Optional<String> obstacle = RealGuests.obstacle(GuestRecipe.MEGARAID);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        Path guest = RealGuests.of(GuestRecipe.MEGARAID).disks().get(0);
        Path disk = folder.resolve("guest.raw");
        OutsideTool.named("qemu-img").run("convert", "-O", "raw", guest.toString(), disk.toString());

        BootProof.Result result = proved(
                disk, Optional.of(RepairOptions.USUAL), new BootTerms(Duration.ofMinutes(8), Duration.ofMinutes(4)));

        assertThat(result.verdict()).as(result.words()).isEqualTo(Verdict.LOGIN);
        assertThat(result.fetchedBytes()).isLessThan(300 << 20);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private Path disk(byte[] sector) throws IOException {
        Path disk = folder.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
            file.write(sector);
        }
        return disk;
    }

    private BootProof.Result proved(Path disk, Optional<RepairOptions> repair, BootTerms limits) throws Exception {
        ApiClient.Answer answer =
                answered(disk, ProofOptions.of(new DiskSets(false, false, false), repair, limits), agent -> {});
        assertThat(answer.failure()).isEmpty();
        return JsonText.parse(answer.result().orElseThrow(), BootProof.Result.class);
    }

    private void pullThePlugOnceItBoots(TestAgent agent) throws Exception {
        while (!Files.exists(store.resolve("db02/proof/prove-0000s.png"))) {
            Thread.sleep(20);
        }
        agent.stop();
    }

    private ApiClient.Answer answered(Path disk, ProofOptions options, Rehearsal.Fate fate) throws Exception {
        return new Rehearsal(folder).asked(List.of(disk), ApiRequest.prove(Rehearsal.MACHINE, options), fate);
    }
}
