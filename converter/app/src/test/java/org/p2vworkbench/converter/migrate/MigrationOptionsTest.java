package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;
import org.p2vworkbench.fixups.repair.RepairOptions;
import org.p2vworkbench.fixups.windows.ntfs.Consent;

/** A command tells the converter what is wanted, in a line of JSON. */
final class MigrationOptionsTest {

    @Test
    void wishesReachTheConverterAsTheyWereMade() throws IOException {
        RepairOptions repair = new RepairOptions(
                Optional.of("/dev/sda2"),
                MachineFacts.NONE,
                Optional.of(Path.of("/srv/virtio-win.iso")),
                List.of(Path.of("/srv/own.tsv")),
                new LinuxOptions(Optional.of(DiskBus.SATA), LinuxOptions.InitramfsWay.REBUILD, true, 60),
                List.of(new VolumeKey("/dev/sda2", "open the old server")),
                Set.of(Consent.DISCARD_HIBERNATION));
        MigrationOptions wished = new MigrationOptions(
                ConvertOptions.Format.QCOW2,
                Qcow2Compression.ZSTD,
                true,
                false,
                true,
                true,
                false,
                true,
                Limits.of(50_000_000),
                true,
                false,
                Optional.of(repair));

        assertThat(JsonText.parse(JsonText.line(wished), MigrationOptions.class))
                .isEqualTo(wished);
    }

    @Test
    void noRepairStaysNoRepair() throws IOException {
        MigrationOptions usual = MigrationOptions.USUAL;
        MigrationOptions wished = new MigrationOptions(
                usual.format(),
                usual.compression(),
                usual.flatten(),
                usual.allBlocks(),
                usual.verify(),
                usual.degradedAllowed(),
                usual.keepMembers(),
                usual.flattenRaid(),
                usual.limits(),
                usual.delta(),
                usual.discardChanges(),
                Optional.empty());

        assertThat(JsonText.parse(JsonText.line(wished), MigrationOptions.class))
                .isEqualTo(wished);
    }
}
