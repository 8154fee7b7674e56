package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.PhonyWindows;
import org.p2vworkbench.fixtures.registry.FakeWindows;

/** A Windows that must not be changed ends with 14: the copy is there, byte for byte, and nothing was changed in it. */
final class BadWindowsTest {

    private static final String HEAP = "256m";

    @TempDir
    Path folder;

    /** @param said a part of what the operator reads; an option, where there is one that goes on all the same */
    record Bad(String name, PhonyWindows disk, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> first() {
        return Stream.of(
                new Bad("hibernated", sound().hibernated(), "--discard-hibernation"),
                new Bad("full", sound().sizeBytes(40 << 20).file("fill", new byte[31 << 20]), "MiB free"));
    }

    static Stream<Bad> others() {
        return Stream.of(
                new Bad("power-failed", sound().left(PhonyWindows.Left.JOURNAL_OPEN), "--allow-dirty"),
                new Bad("to-be-checked", sound().left(PhonyWindows.Left.MARKED_DIRTY), "--allow-dirty"),
                new Bad("no-hive", sound().registry(new byte[5000], windows().softwareHive()), "registry"),
                new Bad(
                        "half-a-hive",
                        sound().registry(half(windows().systemHive()), windows().softwareHive()),
                        "registry"),
                new Bad(
                        "no-control-set",
                        sound().registry(elsewhere(), windows().softwareHive()),
                        "ControlSet009"));
    }

    @ParameterizedTest
    @MethodSource("first")
    @Tag("slow")
    void badWindowsIsCopiedAndLeftAsItIs(Bad bad) throws Exception {
        assertLeft(bad);
    }

    @ParameterizedTest
    @MethodSource("others")
    @Tag("full")
    void otherBadWindowsIsCopiedAndLeftAsItIs(Bad bad) throws Exception {
        assertLeft(bad);
    }

    private void assertLeft(Bad bad) throws IOException, InterruptedException {
        assumeTrue(OutsideTool.named("ntfscp").isInstalled(), "ntfscp is not installed: no Windows is made");
        Path raw = bad.disk().writeTo(folder.resolve(bad.name() + ".raw"));
        Path machine = folder.resolve("machines").resolve(bad.name());

        Program.Ended convert = Program.run(folder, HEAP, "convert", raw, "-o", machine.getParent());

        assertThat(convert.status()).as(convert.story()).isEqualTo(14);
        assertThat(convert.story()).contains(bad.said());
        assertThat(machine.resolve("fixups/changes.json")).doesNotExist();
        assertThat(machine.resolve("undo")).doesNotExist();
        assertCopied(raw, machine, bad);
        if (bad.said().startsWith("--")) {
            Program.Ended again = Program.run(folder, HEAP, "convert", raw, "-o", machine.getParent(), bad.said());

            assertThat(again.status()).as(again.story()).isZero();
            assertThat(Files.readString(machine.resolve("fixups/changes.json"))).contains("unfinished-session");
            assertCopied(raw, machine, bad);
        }
    }

    private static void assertCopied(Path raw, Path machine, Bad bad) throws IOException {
        Path base = machine.resolve("disks").resolve(bad.name() + ".base.qcow2");
        OutsideTool.named("qemu-img").run("compare", "-f", "raw", "-F", "qcow2", raw, base);
        try (Stream<Path> files = Files.list(base.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("fixing"));
        }
    }

    private static PhonyWindows sound() {
        return PhonyWindows.old(windows()).drivers("atapi", "intelide", "pciide", "pciidex", "disk", "partmgr");
    }

    private static FakeWindows windows() {
        return FakeWindows.windows2003();
    }

    private static byte[] half(byte[] hive) {
        return Arrays.copyOf(hive, hive.length / 2);
    }

    private static byte[] elsewhere() {
        FakeWindows windows = windows();
        windows.system().key("Select").dword("Default", 9).dword("Current", 9);
        return windows.systemHive();
    }
}
