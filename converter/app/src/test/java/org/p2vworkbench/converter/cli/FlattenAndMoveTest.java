package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** A machine whose layer holds changes, in one image and in another place. */
class FlattenAndMoveTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");
    private static final OutsideTool QEMU_IO = OutsideTool.named("qemu-io");
    private static final Path OTHER_FILESYSTEM = Path.of("/dev/shm");

    @TempDir
    private Path folder;

    private Path expected;

    /** A machine of 5 MiB, and a copy of what it is with the changes that its layer holds. */
    @BeforeEach
    void convert() throws IOException {
        assumeTrue(QEMU_IO.isInstalled(), "SKIPPED: qemu-io is not installed: qemu-utils");
        byte[] bytes = new byte[(5 << 20) + 512];
        new Random(7).nextBytes(bytes);
        Path source = Files.write(folder.resolve("web01.raw"), bytes);
        assertThat(typed(
                                "convert",
                                source.toString(),
                                "-o",
                                folder.resolve("kvm").toString(),
                                "--no-fixup")
                        .status())
                .isZero();
        expected = Files.copy(source, folder.resolve("expected.raw"));
        for (String place : new String[] {"1k 3k", "2m 70k", "5242880 512"}) {
            QEMU_IO.run("-f", "qcow2", "-c", "write -P 0x5a " + place, machine("disks/web01.qcow2"));
            QEMU_IO.run("-f", "raw", "-c", "write -P 0x5a " + place, expected);
        }
    }

    @Test
    void flatImageIsTheLayeredOneAndVerifies() throws IOException {
        TypedLine typed = typed("flatten", machine("").toString(), "--json");

        assertThat(typed.status()).as(typed.story()).isZero();
        assertThat(typed.result()).contains("\"baseKept\":true");
        assertStandsAlone();
        assertThat(machine("disks/web01.base.qcow2")).exists();
        assertThat(machine("ledger/web01.base.ledger")).exists();
        assertThat(typed("verify", machine("").toString()).status()).isZero();
        TypedLine again = typed("flatten", machine("").toString());
        assertThat(again.status()).isZero();
        assertThat(again.story()).contains("stand alone already");
    }

    @Test
    void baseGoesOnRequestAlsoLater() throws IOException {
        assertThat(typed("flatten", machine("").toString()).status()).isZero();

        assertThat(typed("flatten", machine("").toString(), "--remove-base").status())
                .isZero();

        assertThat(machine("disks/web01.base.qcow2")).doesNotExist();
        assertThat(machine("ledger/web01.base.ledger")).doesNotExist();
        assertStandsAlone();
    }

    @Test
    void aDamagedBaseIsNotFlattened() throws IOException {
        Path base = machine("disks/web01.base.qcow2");
        OutsideTool.named("chmod").run("u+w", base);
        QEMU_IO.run("-f", "qcow2", "-c", "write -P 0x11 3m 512", base);

        TypedLine typed = typed("flatten", machine("").toString());

        assertThat(typed.status()).isEqualTo(13);
        assertThat(typed.story()).contains("the first at 0x300000", "the machine is as it was", "p2v verify");
        assertThat(machine("disks/web01.flat.qcow2")).doesNotExist();
        assertThat(machine("ledger/web01.flat.ledger")).doesNotExist();
    }

    @Test
    void whatWasInterruptedGoesOn() throws IOException {
        Path ledger = Files.copy(machine("ledger/web01.ledger"), folder.resolve("ledger-of-base"));
        Path plan = Files.copy(machine("plan.json"), folder.resolve("plan-of-layers"));
        assertThat(typed("flatten", machine("").toString()).status()).isZero();
        // As it is when the image has its place and the ledger has not.
        Files.move(machine("ledger/web01.ledger"), machine("ledger/web01.flat.ledger"));
        Files.copy(ledger, machine("ledger/web01.ledger"));

        TypedLine between = typed("verify", machine("").toString());
        TypedLine again = typed("flatten", machine("").toString());

        assertThat(between.status()).isEqualTo(4);
        assertThat(between.story()).contains("p2v flatten web01");
        assertThat(again.status()).as(again.story()).isZero();
        assertThat(typed("verify", machine("").toString()).status()).isZero();

        // The same with the plan not yet written.
        Files.move(machine("ledger/web01.ledger"), machine("ledger/web01.flat.ledger"));
        Files.copy(ledger, machine("ledger/web01.ledger"));
        Files.delete(machine("plan.json"));
        Files.copy(plan, machine("plan.json"));
        assertThat(typed("flatten", machine("").toString()).status()).isZero();
        assertThat(typed("verify", machine("").toString()).status()).isZero();
        assertStandsAlone();
    }

    @Test
    void machineOfLayersMovesAndIsWhole() throws IOException {
        Path target = folder.resolve("elsewhere/mail");

        TypedLine typed = typed("move", machine("").toString(), target.toString());

        assertThat(typed.status()).as(typed.story()).isZero();
        assertThat(machine("")).doesNotExist();
        assertWhole(target);
    }

    @Test
    void ontoAnotherFilesystemItIsCopiedAndCompared() throws IOException {
        assumeTrue(
                Files.isWritable(OTHER_FILESYSTEM)
                        && !Files.getFileStore(OTHER_FILESYSTEM).equals(Files.getFileStore(folder)),
                "SKIPPED: /dev/shm is no other filesystem here");
        Path target = Files.createTempDirectory(OTHER_FILESYSTEM, "p2v-move");
        try {
            TypedLine typed = typed("move", machine("").toString(), target.toString());

            assertThat(typed.status()).as(typed.story()).isZero();
            assertThat(machine("")).doesNotExist();
            assertWhole(target.resolve("web01"));
        } finally {
            OutsideTool.named("rm").run("-rf", target);
        }
    }

    @Test
    void aFolderCopiedByOtherMeansIsWholeToo() throws IOException {
        Path target = folder.resolve("copied");
        OutsideTool.named("cp").run("-a", machine(""), target);
        OutsideTool.named("rm").run("-rf", machine(""));

        assertThat(typed("verify", target.toString()).status()).isZero();
        TypedLine flat = typed("flatten", target.toString());
        assertThat(flat.status()).as(flat.story()).isZero();
        assertThat(Files.readString(target.resolve("domain.xml"))).contains(target + "/disks/web01.qcow2");
    }

    @Test
    void nothingIsMovedOntoWhatIsThere() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("there/web01")).getParent();

        TypedLine typed = typed("move", machine("").toString(), taken.toString());
        TypedLine inside =
                typed("move", machine("").toString(), machine("disks/x").toString());

        assertThat(typed.status()).isEqualTo(4);
        assertThat(typed.story()).contains("is there already");
        assertThat(inside.status()).isEqualTo(4);
        assertThat(machine("machine.json")).exists();
    }

    private void assertWhole(Path target) throws IOException {
        assertThat(Files.readString(target.resolve("domain.xml")))
                .contains(target + "/disks/web01.qcow2")
                .doesNotContain(machine("").toString());
        assertThat(typed("verify", target.toString()).status()).isZero();
        QEMU_IMG.run("compare", "-f", "raw", "-F", "qcow2", expected, target.resolve("disks/web01.qcow2"));
    }

    private void assertStandsAlone() throws IOException {
        Path image = machine("disks/web01.qcow2");
        assertThat(QEMU_IMG.run("info", image)).doesNotContain("backing");
        QEMU_IMG.run("check", image);
        QEMU_IMG.run("compare", "-f", "raw", "-F", "qcow2", expected, image);
    }

    private Path machine(String file) {
        return folder.resolve("kvm/web01").resolve(file);
    }
}
