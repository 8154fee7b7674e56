package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.GuestRecipe;
import org.p2vworkbench.fixtures.guest.RealGuests;
import org.p2vworkbench.fixtures.guest.boot.BootedGuest;
import org.p2vworkbench.fixtures.guest.boot.Controller;
import org.p2vworkbench.fixtures.guest.boot.Firmware;
import org.p2vworkbench.fixtures.guest.boot.OldIron;
import org.p2vworkbench.fixtures.machine.OldLinuxServer;
import org.p2vworkbench.fixtures.raid.RealSet;
import org.p2vworkbench.fixtures.raid.RealSets;

/** The promise to a consultant: a machine that is started from our medium connects, and its disks arrive as they are. */
final class AgentMediaSuiteTest {

    private static final String NAME = "iron01";

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void diskBehindMegaraidArrivesFromTheCd() throws Exception {
        Path disk = smallDisk();
        try (AgentLab lab = AgentLab.in(folder)) {
            arrives(
                    lab,
                    disk,
                    OldIron.with(Controller.MEGASAS, List.of(disk), "raw", lab.iso(NAME))
                            .memory(256));
        }
    }

    @ParameterizedTest
    @CsvSource({"BIOS,USB_STICK", "UEFI,CD", "UEFI,USB_STICK", "BIOS,NETWORK", "UEFI,NETWORK"})
    @Tag("full")
    void diskArrivesFromEachMedium(Firmware firmware, OldIron.Medium medium) throws Exception {
        assumeTrue(firmware.isInstalled(), "no OVMF: nothing is started by UEFI");
        Path disk = smallDisk();
        try (AgentLab lab = AgentLab.in(folder)) {
            Path image = medium == OldIron.Medium.NETWORK ? lab.pxe(NAME) : lab.iso(NAME);
            arrives(
                    lab,
                    disk,
                    OldIron.with(Controller.AHCI, List.of(disk), "raw", image)
                            .by(firmware)
                            .from(medium, image));
        }
    }

    @Test
    @Tag("full")
    void diskOfAPentiumArrivesFromA32BitCd() throws Exception {
        Path disk = smallDisk();
        try (AgentLab lab = AgentLab.in(folder)) {
            OldIron pentium = OldIron.with(Controller.IDE, List.of(disk), "raw", lab.iso(NAME, "--arch", "i386"))
                    .memory(256)
                    .and("qemu-system-i386", "-cpu", "pentium3");
            arrives(lab, disk, pentium);
        }
    }

    /** Six controllers, and the guests that know them; the LSI SAS has that of the MegaRAID, whose repair does not look. */
    @ParameterizedTest
    @CsvSource({
        "megaraid,MEGASAS",
        "megaraid,MPTSAS1068",
        "lsi-lvm,LSI53C895A",
        "btrfs,AHCI",
        "ide-i386,IDE",
        "nvme-uefi,NVME"
    })
    @Tag("full")
    void serverRunsOnKvmAfterItWasFetchedFromItsIron(String guest, Controller controller) throws Exception {
        GuestRecipe recipe = GuestRecipe.ALL.stream()
                .filter(one -> one.name().equals(guest))
                .findFirst()
                .orElseThrow();
        Optional<String> obstacle = RealGuests.obstacle(recipe);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        try (AgentLab lab = AgentLab.in(folder)) {
            List<Path> disks = RealGuests.of(recipe).disks();
            OldIron iron = OldIron.with(controller, disks, "qcow2", lab.iso(NAME))
                    .by(recipe.firmware())
                    .memory(1024);
            try (BootedGuest running = iron.start()) {
                lab.awaitConnected(NAME, running);
                lab.succeeds("migrate", NAME);
            }
            lab.succeeds("verify", NAME);
            TypedLine booted = lab.succeeds("testboot", NAME, "--json");
            assertThat(booted.result()).contains("\"verdict\":\"login\"");
        }
    }

    /** The serial numbers of disks are part of Intel's record, as option ROMs write it. */
    @Test
    @Tag("full")
    void mirrorOfAChipsetArrivesAsOneVolume() throws Exception {
        Optional<String> obstacle = RealSets.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        RealSet mirror = RealSets.named("imsm-raid1");
        List<String> ahci = new ArrayList<>();
        for (int member = 0; member < 2; member++) {
            ahci.addAll(List.of(
                    "-drive",
                    "if=none,id=m%d,format=raw,file=%s"
                            .formatted(member, mirror.members().get(member))));
            ahci.addAll(List.of(
                    "-device",
                    "ide-hd,drive=m%d,bus=s0.%d,serial=%s".formatted(member, member, mirror.serial(member))));
        }
        try (AgentLab lab = AgentLab.in(folder)) {
            OldIron iron = OldIron.with(Controller.AHCI, List.of(), "raw", lab.iso(NAME))
                    .and("qemu-system-x86_64", ahci.toArray(String[]::new));
            try (BootedGuest running = iron.start()) {
                lab.awaitConnected(NAME, running);
                assertThat(running.says(Pattern.compile("sdb is part of a set: Intel RAID"), AgentLab.CONNECTED_WITHIN))
                        .isTrue();
                lab.succeeds("migrate", NAME, "--no-fixup", "--all-blocks");
            }
            only(lab.machine(NAME).resolve("disks"));
            lab.succeeds("verify", NAME);
        }
    }

    private Path smallDisk() throws IOException {
        for (String program : List.of("mke2fs", "sfdisk")) {
            assumeTrue(OutsideTool.named(program).isInstalled(), program + " is not installed: there is no old disk");
        }
        return new OldLinuxServer(9, 512L << 20, "ext3", 8 << 20, false).writeTo(folder.resolve("old.raw"));
    }

    private static void arrives(AgentLab lab, Path disk, OldIron iron) throws IOException, InterruptedException {
        try (BootedGuest running = iron.start()) {
            lab.awaitConnected(NAME, running);
            lab.succeeds("migrate", NAME, "--no-fixup");
        }
        lab.succeeds("verify", NAME);
        Path arrived = only(lab.machine(NAME).resolve("disks"));
        String same = OutsideTool.named("qemu-img").run("compare", "-f", "raw", "-F", "qcow2", disk, arrived);
        assertThat(same).contains("identical");
    }

    private static Path only(Path disks) throws IOException {
        try (DirectoryStream<Path> bases = Files.newDirectoryStream(disks, "*.base.qcow2")) {
            List<Path> found = new ArrayList<>();
            bases.forEach(found::add);
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
