package org.p2vworkbench.disks.volume.ldm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumeState;
import org.p2vworkbench.fixtures.OutsideTool;

/** Ten dynamic disks that Windows Server 2003 R2 made, one group with a volume of each kind. */
final class RealLdmTest {

    private static final List<String> DISKS = List.of(
            "simple-1",
            "spanned-1",
            "spanned-2",
            "striped-1",
            "striped-2",
            "mirrored-1",
            "mirrored-2",
            "raid5-1",
            "raid5-2",
            "raid5-3");

    @TempDir
    static Path folder;

    private static final Map<String, RawFile> IMAGES = new HashMap<>();

    @BeforeAll
    static void unpack() throws IOException {
        for (String disk : DISKS) {
            IMAGES.put(disk, UnpackedImage.open("raid/ldm/ldm-2003r2-%s.img.xz".formatted(disk), folder));
        }
    }

    @Test
    void groupIsWhatItsReadmeSays() throws IOException {
        VolumeGroup group = groupWithout();

        assertThat(group.format()).isEqualTo("ldm");
        assertThat(group.name()).isEqualTo("Red-nzv8x6obywgDg0");
        assertThat(group.uuid()).isEqualTo("03c0c4fc-8b6f-402b-9431-4be2e5823b1c");
        assertThat(group.findings()).isEmpty();
        assertThat(group.parts()).hasSize(10).noneMatch(part -> part.missing());
        assertThat(group.parts())
                .anyMatch(part -> part.uuid().equals("d17c2c04-6afc-46c3-84b7-cdc2f3956c5c")
                        && part.name().contains("simple-1"));
    }

    /** Names, identifiers, sizes and types as ldmtool shows them. */
    @ParameterizedTest
    @CsvSource({
        "Volume1 (E:), 6e30daae-8e42-40fb-9af0-807416c3fede, simple, 96256",
        "Volume2 (F:), fad18ad4-5054-4dea-8fe3-ca433d5fe1d1, spanned, 192512",
        "Stripe1 (G:), e5396ff0-7477-4b1a-91e8-476b9b5c6fb5, striped, 122880",
        "Volume3 (H:), 1010eeb7-09e4-4a6d-9c43-6753ec9d3af2, mirrored, 96256",
        "Raid1 (I:), f8528b30-cbe8-4ce0-9188-e60e39afcc72, raid5, 192512",
        "Volume4 (J:), 782ff9fb-f2f6-465e-9f13-935a20458f00, spanned, 69632",
    })
    void volumeHoldsItsFilesystemToTheEnd(String name, String guid, String type, long sectors) throws IOException {
        Volume volume = volume(groupWithout(), name);

        assertThat(volume.uuid()).isEqualTo(guid);
        assertThat(volume.type()).isEqualTo(type);
        assertThat(volume.sizeBytes()).isEqualTo(sectors * 512);
        assertThat(volume.state()).as("%s", volume.findings()).isEqualTo(VolumeState.OPTIMAL);
        assertNtfs(volume.bytes().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "raid5-1, Raid1 (I:)",
        "raid5-2, Raid1 (I:)",
        "raid5-3, Raid1 (I:)",
        "mirrored-1, Volume3 (H:)",
        "mirrored-2, Volume3 (H:)"
    })
    void redundantVolumeReadsTheSameWithoutADisk(String missing, String name) throws IOException {
        byte[] whole = content(volume(groupWithout(), name));

        VolumeGroup group = groupWithout(missing);
        Volume degraded = volume(group, name);

        assertThat(degraded.state()).isEqualTo(VolumeState.DEGRADED);
        assertThat(degraded.findings()).anyMatch(finding -> finding.contains("is not there"));
        assertThat(group.findings()).anyMatch(finding -> finding.contains("is not among the disks"));
        assertThat(Arrays.mismatch(content(degraded), whole)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"simple-1, Volume1 (E:)", "spanned-2, Volume2 (F:)", "striped-1, Stripe1 (G:)"})
    void otherVolumesNeedAllTheirDisks(String missing, String name) throws IOException {
        Volume volume = volume(groupWithout(missing), name);

        assertThat(volume.state()).isEqualTo(VolumeState.FAILED);
        assertThat(volume.bytes()).isEmpty();
        assertThat(volume.findings()).anyMatch(finding -> finding.contains("is not there"));
    }

    @Test
    void raid5WithoutTwoDisksFails() throws IOException {
        assertThat(volume(groupWithout("raid5-1", "raid5-3"), "Raid1 (I:)").bytes())
                .isEmpty();
    }

    @Test
    void diskGivenTwiceIsChosenNeitherTime() throws IOException {
        List<BlockSource> disks = new ArrayList<>(IMAGES.values());
        disks.add(RawFile.open(
                Files.copy(folder.resolve("ldm-2003r2-raid5-2.img"), folder.resolve("copy-of-raid5-2.img"))));

        VolumeGroup group = new LdmGroups().find(disks).get(0);

        assertThat(group.findings())
                .anyMatch(finding -> finding.contains("copy-of-raid5-2.img") && finding.contains("None is read"));
        assertThat(volume(group, "Raid1 (I:)").state()).isEqualTo(VolumeState.DEGRADED);
    }

    /** Bit by bit, in a copy of its own, the header is made unreadable; its copy at the disk's end takes its place. */
    @Test
    void damagedHeaderIsReadFromItsCopy() throws IOException {
        Path damaged = Files.copy(folder.resolve("ldm-2003r2-simple-1.img"), folder.resolve("damaged.img"));
        try (FileChannel disk = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.wrap(new byte[] {1}), 6 * 512 + 0x123);
        }

        try (RawFile disk = RawFile.open(damaged)) {
            VolumeGroup group = new LdmGroups().find(List.of(disk)).get(0);

            assertThat(group.findings()).anyMatch(finding -> finding.contains("checksum of the PRIVHEAD"));
            assertThat(volume(group, "Volume1 (E:)").state()).isEqualTo(VolumeState.OPTIMAL);
        }
    }

    @Test
    void ldmtoolSeesTheSameVolumes() throws IOException {
        assumeTrue(OutsideTool.named("ldmtool").isInstalled(), "ldmtool is not installed: LDM is not cross-checked");
        VolumeGroup group = groupWithout();
        for (Volume volume : group.volumes()) {
            List<Object> arguments = new ArrayList<>();
            DISKS.forEach(disk -> arguments.addAll(List.of("-d", folder.resolve("ldm-2003r2-%s.img".formatted(disk)))));
            arguments.addAll(
                    List.of("show", "volume", group.uuid(), volume.name().replaceAll(" .*", "")));

            String shown = OutsideTool.named("ldmtool").run(arguments.toArray());

            assertThat(shown)
                    .contains("\"guid\" : \"" + volume.uuid())
                    .containsIgnoringCase("\"type\" : \"" + volume.type())
                    .contains("\"size\" : " + volume.sizeBytes() / 512);
        }
    }

    /** The boot sector has a copy behind the filesystem's end, which only a volume put together rightly has there. */
    private static void assertNtfs(BlockSource volume) throws IOException {
        assertThat(FilesystemSignature.of(volume).orElseThrow().type()).isEqualTo("ntfs");
        ByteBuffer boot = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        volume.read(0, boot);
        long sectors = boot.getLong(40);
        ByteBuffer copy = ByteBuffer.allocate(512);
        volume.read(sectors * 512, copy);
        assertThat(copy.array()).isEqualTo(boot.array());
    }

    private static byte[] content(Volume volume) throws IOException {
        ByteBuffer into = ByteBuffer.allocate((int) volume.sizeBytes());
        volume.bytes().orElseThrow().read(0, into);
        return into.array();
    }

    private static VolumeGroup groupWithout(String... missing) throws IOException {
        List<BlockSource> disks = new ArrayList<>();
        DISKS.stream().filter(disk -> !List.of(missing).contains(disk)).forEach(disk -> disks.add(IMAGES.get(disk)));
        List<VolumeGroup> groups = new LdmGroups().find(disks);
        assertThat(groups).hasSize(1);
        return groups.get(0);
    }

    private static Volume volume(VolumeGroup group, String name) {
        return group.volumes().stream()
                .filter(volume -> volume.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
