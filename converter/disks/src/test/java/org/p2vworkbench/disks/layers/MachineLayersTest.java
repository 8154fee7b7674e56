package org.p2vworkbench.disks.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.allocation.UsedOnly;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;

class MachineLayersTest {

    @TempDir
    private Path folder;

    @Test
    void dynamicDisksShowTheirGroupOnceAndTheVolumeAcrossThem() throws IOException {
        MachineLayers machine = look(
                "raid/ldm/ldm-2003r2-raid5-3.img.xz",
                "raid/ldm/ldm-2003r2-raid5-1.img.xz",
                "raid/ldm/ldm-2003r2-raid5-2.img.xz");

        assertThat(all(machine, Layer.Kind.GROUP)).hasSize(1);
        Layer volume = all(machine, Layer.Kind.VOLUME).stream()
                .filter(found -> found.type().equals("raid5"))
                .findFirst()
                .orElseThrow();
        assertThat(volume.name()).isEqualTo("Raid1 (I:)");
        Layer ntfs = volume.children().get(0);
        assertThat(ntfs.type()).isEqualTo("ntfs");
        assertThat(ntfs.label()).isEqualTo("Raid5");
        assertThat(ntfs.clean()).contains(true);
        assertThat(ntfs.usedBytes().orElseThrow()).isBetween(1L << 20, 4L << 20);
    }

    @Test
    void whatAMirroredVolumeDoesNotUseNeedNotBeCopiedOfItsDisks() throws IOException {
        MachineLayers machine = look("raid/ldm/ldm-2003r2-mirrored-1.img.xz", "raid/ldm/ldm-2003r2-mirrored-2.img.xz");

        for (int disk = 0; disk < 2; disk++) {
            AllocationMap map = machine.map(disk).orElseThrow();
            long size = machine.disks().get(disk).sizeBytes();
            assertThat(map.used(0, size).dataBytes()).isLessThan(size / 4);
        }
    }

    /** The database is read before the volumes, and the volumes' far ends tell that all of it is in place. */
    @Test
    void disksWithoutTheirUnusedBlocksReadTheSame() throws IOException {
        String[] names = {"raid/ldm/ldm-2003r2-mirrored-1.img.xz", "raid/ldm/ldm-2003r2-mirrored-2.img.xz"};
        MachineLayers before = look(names);
        List<RaidDisk> blanked = new ArrayList<>();
        for (int disk = 0; disk < names.length; disk++) {
            BlockSource bytes = before.disks().get(disk).bytes().orElseThrow();
            blanked.add(RaidDisk.of(new UsedOnly(bytes, before.map(disk).orElseThrow())));
        }

        MachineLayers after = MachineLayers.of(blanked, RaidDetective.ofGuests());

        assertThat(words(after)).isEqualTo(words(before));
    }

    @Test
    void volumeGroupIsShownInItsPhysicalVolumeWithWhatItsVolumesHold() throws IOException {
        MachineLayers machine = look("images/raw/lvm.raw.gz");

        Layer group = all(machine, Layer.Kind.GROUP).get(0);
        assertThat(group.name()).isEqualTo("test_volume_group");
        assertThat(group.children())
                .extracting(Layer::name)
                .containsExactly("test_logical_volume1", "test_logical_volume2");
        assertThat(group.children().get(0).usedBytes()).contains(172_032L);
        assertThat(group.children().get(1).children()).isEmpty();
        assertThat(all(machine, Layer.Kind.FILESYSTEM)).extracting(Layer::type).contains("LVM2_member", "ext2");
        long size = machine.disks().get(0).sizeBytes();
        assertThat(machine.map(0).orElseThrow().used(0, size).dataBytes()).isLessThan(size);
    }

    @Test
    void membersPointToTheirSetAndTheSetHoldsTheFilesystem() throws IOException {
        byte[] content = new byte[1 << 20];
        System.arraycopy("SWAPSPACE2".getBytes(StandardCharsets.US_ASCII), 0, content, 4086, 10);
        content[1024] = 1;
        List<byte[]> members = new MdWriter().members(new SetWriter(content, 4096).raid5(3, 2));
        List<RaidDisk> disks = new ArrayList<>();
        for (byte[] member : members) {
            disks.add(RaidDisk.of(new MemorySource("sd" + disks.size(), member)));
        }

        MachineLayers machine = MachineLayers.of(disks, RaidDetective.byMetadata());

        assertThat(machine.sets()).hasSize(1);
        assertThat(machine.sets().get(0).children()).extracting(Layer::type).containsExactly("swap");
        assertThat(machine.disks().get(1).children().get(0).description()).startsWith("slot 1 of the raid5 set");
        assertThat(machine.map(1)).isEmpty();
    }

    @Test
    void diskOfNothingKnownIsCopiedWhole() throws IOException {
        byte[] noise = new byte[4 << 20];
        new Random(1).nextBytes(noise);

        MachineLayers machine =
                MachineLayers.of(List.of(RaidDisk.of(new MemorySource("sda", noise))), RaidDetective.ofGuests());

        assertThat(machine.map(0)).isEmpty();
        assertThat(machine.disks().get(0).children()).isEmpty();
    }

    private MachineLayers look(String... packed) throws IOException {
        List<RaidDisk> disks = new ArrayList<>();
        for (String name : packed) {
            disks.add(RaidDisk.of(UnpackedImage.open(name, folder)));
        }
        return MachineLayers.of(disks, RaidDetective.ofGuests());
    }

    private static List<Layer> all(MachineLayers machine, Layer.Kind kind) {
        List<Layer> found = new ArrayList<>();
        machine.disks().forEach(disk -> collect(disk, kind, found));
        machine.sets().forEach(set -> collect(set, kind, found));
        return found;
    }

    private static void collect(Layer layer, Layer.Kind kind, List<Layer> found) {
        if (layer.kind() == kind) {
            found.add(layer);
        }
        layer.children().forEach(child -> collect(child, kind, found));
    }

    private static List<String> words(MachineLayers machine) throws IOException {
        List<String> words = new ArrayList<>();
        for (Layer.Kind kind : Layer.Kind.values()) {
            for (Layer layer : all(machine, kind)) {
                words.add(
                        "%s %s %s %s %s".formatted(kind, layer.type(), layer.label(), layer.uuid(), layer.usedBytes()));
                if (kind == Layer.Kind.VOLUME && layer.bytes().isPresent()) {
                    words.add(FilesystemSignature.of(layer.bytes().get()).toString());
                }
            }
        }
        return words;
    }
}
