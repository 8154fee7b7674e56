package org.p2vworkbench.fixups.windows.ntfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.UnfinishedNtfs;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.Severity;

/** Volumes that mkntfs made, left as Windows leaves them. */
class SystemVolumeTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsSaidOfAVolumeThatWasPutAway() throws IOException {
        Path volume = volume();
        UnfinishedNtfs.closeJournal(volume);

        RepairPlan plan = plan(volume, Set.of());

        assertThat(plan.findings()).isEmpty();
        assertThat(plan.changes()).isEmpty();
        assertThat(NtfsState.of(guest(volume), "/dev/sda1").orElseThrow().log()).isEqualTo(NtfsState.Log.CLOSED);
    }

    @Test
    void neverUsedJournalIsEmpty() throws IOException {
        Path volume = volume();

        NtfsState state = NtfsState.of(guest(volume), "/dev/sda1").orElseThrow();

        assertThat(state.log()).isEqualTo(NtfsState.Log.EMPTY);
        assertThat(state.markedDirty()).isFalse();
        assertThat(state.journal()).isNotEmpty();
    }

    @Test
    void openJournalIsRefused() throws IOException {
        Path volume = volume();
        UnfinishedNtfs.openJournal(volume);

        RepairPlan plan = plan(volume, Set.of(Consent.DISCARD_HIBERNATION));

        Finding finding = plan.findings().get(0);
        assertThat(finding.code()).isEqualTo("FS-001");
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.text())
                .isEqualTo("The NTFS on /dev/sda1 was not put away in order: its journal is not closed.");
        assertThat(finding.remedy()).contains("chkdsk /f", "--allow-dirty");
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void openJournalIsEmptiedWhenTheLossIsTaken() throws IOException {
        Path volume = volume();
        UnfinishedNtfs.openJournal(volume);

        RepairPlan plan = plan(volume, Set.of(Consent.DIRTY_NTFS));

        assertThat(plan.findings()).extracting(Finding::severity).containsExactly(Severity.HIGH);
        DiscardedSession change = (DiscardedSession) plan.changes().get(0);
        assertThat(change.fixup()).isEqualTo("unfinished-session");
        assertThat(change.target()).isEqualTo("/dev/sda1");
        assertThat(change.journal())
                .isEqualTo(
                        NtfsState.of(guest(volume), "/dev/sda1").orElseThrow().journal());
    }

    @Test
    void markOfWindowsIsRefusedAndThatOfARepairIsSaid() throws IOException {
        Path volume = volume();
        UnfinishedNtfs.markDirty(volume);

        RepairPlan afterRepair = plan(volume, Set.of());
        UnfinishedNtfs.closeJournal(volume);
        RepairPlan ofWindows = plan(volume, Set.of());

        assertThat(afterRepair.findings()).extracting(Finding::severity).containsExactly(Severity.MEDIUM);
        assertThat(ofWindows.findings()).extracting(Finding::severity).containsExactly(Severity.BLOCKER);
        assertThat(ofWindows.findings().get(0).text()).contains("it is marked to be checked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIBR", "hibr"})
    void savedSessionIsRefusedUnlessItIsGivenUp(String magic) throws IOException {
        Path volume = volume();
        UnfinishedNtfs.openJournal(volume);
        hibernationFile(magic);

        RepairPlan refused = plan(volume, Set.of(Consent.DIRTY_NTFS));
        RepairPlan givenUp = plan(volume, Set.of(Consent.DISCARD_HIBERNATION));

        assertThat(refused.findings()).extracting(Finding::code).containsExactly("FS-002");
        assertThat(refused.findings().get(0).severity()).isEqualTo(Severity.BLOCKER);
        assertThat(refused.findings().get(0).remedy()).contains("powercfg /h off", "--discard-hibernation");
        assertThat(refused.changes()).isEmpty();
        assertThat(givenUp.findings().get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(givenUp.findings().get(0).text()).contains("what was not saved in it is lost");
        assertThat(givenUp.changes().get(0).target()).isEqualTo("/hiberfil.sys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wake", "WAKE", "RSTR", "\0\0\0\0", "", "hib"})
    void resumedSessionIsNone(String magic) throws IOException {
        hibernationFile(magic);

        assertThat(plan(volume(), Set.of()).findings()).isEmpty();
    }

    @Test
    void volumeThatIsNoNtfsSaysNothing() throws IOException {
        Path zeros = Files.write(folder.resolve("zeros"), new byte[4096]);

        assertThat(plan(zeros, Set.of()).findings()).isEmpty();
        assertThat(NtfsState.of(guest(zeros), "/dev/sda1")).isEmpty();
    }

    @Test
    void tornRecordsAreNotBelieved() throws IOException {
        Path volume = volume();
        byte[] bytes = Files.readAllBytes(volume);
        int mft = (bytes[48] & 0xff | (bytes[49] & 0xff) << 8) * 4096;
        bytes[mft + 3 * 1024 + 510] ^= 1;
        Path torn = Files.write(folder.resolve("torn"), bytes);

        assertThat(NtfsState.of(guest(volume), "/dev/sda1")).isPresent();
        assertThat(NtfsState.of(guest(torn), "/dev/sda1")).isEmpty();
    }

    @Test
    void spoiledVolumesAreReadInOrder() throws IOException {
        Path volume = volume();
        UnfinishedNtfs.openJournal(volume);
        byte[] start = Arrays.copyOf(Files.readAllBytes(volume), 4096 * 4 + 4096 * 4);

        NtfsStateFuzz.spoil(start);
    }

    private void hibernationFile(String magic) throws IOException {
        byte[] bytes = magic.getBytes(StandardCharsets.US_ASCII);
        Files.createDirectories(folder.resolve("guest"));
        Files.write(folder.resolve("guest/hiberfil.sys"), bytes.length < 4 ? bytes : Arrays.copyOf(bytes, 4096));
    }

    private RepairPlan plan(Path volume, Set<Consent> consents) throws IOException {
        Draft draft = new Draft(guest(volume));
        new SystemVolume(consents).plan(draft.edits(SystemVolume.fixup()));
        return draft.plan();
    }

    private FolderGuest guest(Path volume) throws IOException {
        return new FolderGuest(Files.createDirectories(folder.resolve("guest"))).withDevice("/dev/sda1", volume);
    }

    private Path volume() throws IOException {
        assumeTrue(OutsideTool.named("mkntfs").isInstalled(), "mkntfs is not installed: no volume to look at");
        Path volume = folder.resolve("ntfs");
        OutsideTool.named("truncate").run("-s", "8M", volume);
        OutsideTool.named("mkntfs").run("-F", "-Q", "-q", "-s", 512, "-c", 4096, volume);
        return volume;
    }
}
