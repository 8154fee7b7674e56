package org.p2vworkbench.converter.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.DiskFile;

/** A small machine with one disk of one sector. */
final class SectorBoot {

    private static final int DISK_BYTES = 1 << 20;
    private static final long MEMORY_BYTES = 64 << 20;
    private static final long UEFI_MEMORY_BYTES = 256 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    static final long FETCHED_BYTES = 4711;

    private final Path folder;
    private final Firmware firmware;
    private final Preparation before;
    private final List<String> told = new ArrayList<>();

    SectorBoot(Path folder, Firmware firmware, Preparation before) {
        this.folder = folder;
        this.firmware = firmware;
        this.before = before;
    }

    static SectorBoot bios(Path folder) {
        return new SectorBoot(folder, Firmware.BIOS, Preparation.NONE);
    }

    List<String> told() {
        return told;
    }

    BootProof.Result of(byte[] sector, int quietSeconds) throws IOException, InterruptedException {
        Path disk = Files.write(
                folder.resolve("disk.raw"),
                ByteBuffer.allocate(DISK_BYTES).put(sector).array());
        MachineHardware hardware = MachineHardware.aroundBareDisks("web01", firmware, List.of("disk.raw"))
                .sized(CpuTopology.sockets(1), firmware.isUefi() ? UEFI_MEMORY_BYTES : MEMORY_BYTES);
        try (BootProof.Room room = new BootProof.Room()) {
            return new BootProof(
                            Blueprint.of(hardware, List.of(), new UUID(1, 2)),
                            new BootTerms(LIMIT, Duration.ofSeconds(quietSeconds)),
                            before,
                            told::add)
                    .boot(
                            List.of(new DiskFile(disk, "raw", DriveAddress.UNKNOWN)),
                            room,
                            folder.resolve("proof"),
                            "testboot",
                            () -> FETCHED_BYTES);
        }
    }
}
