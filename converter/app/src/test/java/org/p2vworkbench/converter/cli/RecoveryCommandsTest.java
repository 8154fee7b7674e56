package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.OldLinuxServer;

/** Recovery sets of an old web server, as an operator makes and checks them. */
@Tag("slow")
class RecoveryCommandsTest {

    @TempDir
    private static Path shared;

    private static Path disk;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeDisk() throws IOException {
        disk = new OldLinuxServer(11, 512L << 20, "ext3", 8 << 20, false).writeTo(shared.resolve("web01.raw"));
    }

    private static List<String> names(Path set) throws IOException {
        try (Stream<Path> files = Files.list(set)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static OutsideTool tool(String name) {
        OutsideTool tool = OutsideTool.named(name);
        assumeTrue(tool.isInstalled(), name + " is not installed: what it makes of a set is not checked");
        return tool;
    }

    @Test
    void setHoldsWhatClonezillaNeeds() throws IOException {
        Path set = folder.resolve("web01-img");

        TypedLine typed = typed("recovery", "set", disk.toString(), "-o", set.toString());

        assertThat(typed.status()).as(typed.story()).isZero();
        assertThat(names(set))
                .contains(
                        "disk",
                        "parts",
                        "sda-pt.sf",
                        "sda-pt.parted",
                        "sda-mbr",
                        "sda-hidden-data-after-mbr",
                        "sda1.ext2-ptcl-img.zst",
                        "sda2.ext3-ptcl-img.zst",
                        "swappt-sda3.info",
                        "clonezilla-img",
                        "SHA1SUMS",
                        "p2v-manifest.json")
                .doesNotContain("p2v-unfinished");
        assertThat(folder.resolve("web01-img.partial")).doesNotExist();
        assertThat(set.resolve("disk")).hasContent("sda");
        assertThat(set.resolve("parts")).hasContent("sda1 sda2");
        assertThat(typed("recovery", "verify", set.toString()).status()).isZero();
        tool("sh").run("-c", "cd " + set + " && sha1sum -c --quiet SHA1SUMS");
        tool("partclone.chkimg");
        for (String image : new String[] {"sda1.ext2", "sda2.ext3"}) {
            tool("sh")
                    .run(
                            "-c",
                            "zstd -dcq %s/%s-ptcl-img.zst | partclone.chkimg -s - -L %s/log"
                                    .formatted(set, image, folder));
        }
    }

    @Test
    void pieceJoinedAndDecompressedIsRestoredByPartclone() throws IOException {
        Path set = folder.resolve("pieces");

        TypedLine typed = typed(
                "recovery",
                "set",
                disk.toString(),
                "-o",
                set.toString(),
                "--compress",
                "gzip",
                "--level",
                "1",
                "--split",
                "2M");

        assertThat(typed.status()).as(typed.story()).isZero();
        assertThat(names(set)).contains("sda2.ext3-ptcl-img.gz.aa", "sda2.ext3-ptcl-img.gz.ab");
        assertThat(Files.size(set.resolve("sda2.ext3-ptcl-img.gz.aa"))).isEqualTo(2_000_000);
        assertThat(typed("recovery", "verify", set.toString()).status()).isZero();
        tool("partclone.restore");
        Path restored = folder.resolve("root.raw");
        tool("sh")
                .run(
                        "-c",
                        "cat %s/sda2.ext3-ptcl-img.gz.* | gzip -dc | partclone.restore -C -s - -W -o %s -L %s/log"
                                .formatted(set, restored, folder));
        try (RandomAccessFile raw = new RandomAccessFile(restored.toFile(), "rw")) {
            raw.setLength(512L << 20);
        }
        tool("e2fsck").run("-fn", restored);
    }

    @Test
    void eachDamageIsNamed() throws IOException {
        Path set = folder.resolve("damaged");
        assertThat(typed("recovery", "set", disk.toString(), "-o", set.toString())
                        .status())
                .isZero();
        Path image = set.resolve("sda2.ext3-ptcl-img.zst");
        try (RandomAccessFile raw = new RandomAccessFile(image.toFile(), "rw")) {
            raw.seek(1000);
            int value = raw.read();
            raw.seek(1000);
            raw.write(value ^ 1);
        }
        Files.delete(set.resolve("sda-mbr"));
        Files.writeString(set.resolve("sda1.ext2-ptcl-img.zst.sha256"), "x");

        TypedLine typed = typed("recovery", "verify", set.toString());

        assertThat(typed.status()).isEqualTo(13);
        assertThat(typed.result())
                .contains("CHANGED sda2.ext3-ptcl-img.zst  has other bytes than were written")
                .contains("CHANGED sda-mbr  is missing")
                .contains("CHANGED sda1.ext2-ptcl-img.zst.sha256  does not belong to the set");
        assertThat(typed.result().lines()).hasSize(3);
    }

    @Test
    void setOfAMachineHasThePristineDiskAndItsRoot() throws IOException {
        Path store = folder.resolve("kvm");
        TypedLine converted = typed("convert", disk.toString(), "-o", store.toString(), "--no-fixup");
        assertThat(converted.status()).as(converted.story()).isZero();
        Path set = folder.resolve("of-machine");

        TypedLine typed =
                typed("recovery", "set", "web01", "--store", store.toString(), "-o", set.toString(), "--json");

        assertThat(typed.status()).as(typed.story()).isZero();
        String root = typed("verify", "web01", "--store", store.toString())
                .result()
                .split(" +")[2]
                .strip();
        assertThat(typed.result()).contains("\"root\":\"" + root + "\"").contains("\"machine\":\"web01\"");
        assertThat(names(set)).contains("p2v-report.json", "p2v-machine.json");
    }

    @Test
    void folderThatHoldsSomethingIsRefusedAndADryRunWritesNothing() throws IOException {
        Path set = Files.createDirectory(folder.resolve("there"));
        Files.writeString(set.resolve("mine"), "x");

        TypedLine refused = typed("recovery", "set", disk.toString(), "-o", set.toString());
        TypedLine dry = typed(
                "recovery", "set", disk.toString(), "-o", folder.resolve("new").toString(), "--dry-run");

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.story()).contains("is not an empty folder");
        assertThat(dry.status()).isZero();
        assertThat(dry.result())
                .contains("sda2")
                .contains("ext3")
                .contains("sda3")
                .contains("would be read");
        assertThat(names(folder)).containsExactly("there");
    }

    @Test
    void leftoversOfAnInterruptedRunAreRemovedAndThoseOfOthersAreNot() throws IOException {
        Path partial = Files.createDirectory(folder.resolve("again.partial"));
        Files.writeString(partial.resolve("precious"), "x");
        String[] line = {
            "recovery", "set", disk.toString(), "-o", folder.resolve("again").toString()
        };

        TypedLine refused = typed(line);
        Files.writeString(partial.resolve("p2v-unfinished"), "x");
        TypedLine done = typed(line);

        assertThat(refused.status()).isEqualTo(4);
        assertThat(done.status()).as(done.story()).isZero();
        assertThat(partial).doesNotExist();
        assertThat(names(folder.resolve("again"))).doesNotContain("precious");
    }

    @Test
    void fullStorageLeavesNothingThatLooksFinished() throws IOException {
        Path small = Files.createDirectory(folder.resolve("small"));
        OutsideTool.Outcome mounted =
                OutsideTool.named("mount").attempt("-t", "tmpfs", "-o", "size=2m", "tmpfs", small);
        assumeTrue(mounted.exitCode() == 0, "a file system of 2 MiB cannot be mounted here: " + mounted.output());
        try {
            String[] line = {
                "recovery", "set", disk.toString(), "-o", small.resolve("set").toString()
            };

            TypedLine full = typed(line);

            assertThat(full.status()).as(full.story()).isEqualTo(13);
            assertThat(full.story()).contains("No space left on device").contains("starts anew");
            assertThat(names(small)).containsExactly("set.partial");
            tool("mount").run("-o", "remount,size=100m", small);
            assertThat(typed(line).status()).isZero();
            assertThat(names(small)).containsExactly("set");
        } finally {
            OutsideTool.named("umount").attempt("-l", small);
        }
    }

    @Test
    void wrongUsageIsSaid() {
        assertThat(typed("recovery").story()).contains("set or verify");
        assertThat(typed(
                                "recovery",
                                "set",
                                disk.toString(),
                                "-o",
                                folder.resolve("a b").toString())
                        .status())
                .isEqualTo(2);
        assertThat(typed("recovery", "set", disk.toString(), "-o", "/x", "--split", "many")
                        .story())
                .contains("'many' is no size");
        assertThat(typed("recovery", "set", disk.toString(), "-o", "/x", "--level", "99")
                        .story())
                .contains("1 to 19");
        assertThat(typed("recovery", "verify", folder.toString()).status()).isEqualTo(2);
    }
}
