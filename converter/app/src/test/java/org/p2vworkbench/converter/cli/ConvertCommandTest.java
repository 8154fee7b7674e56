package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.ova.OvaFixture;
import org.p2vworkbench.fixtures.OutsideTool;

/** {@code p2v convert} as an operator meets it: again, in batches, with what cannot be converted among them. */
class ConvertCommandTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void nameStore() {
        store = folder.resolve("kvm");
    }

    @Test
    void machineFolderHoldsASealedCopyUnderALayer() throws IOException {
        Path source = raw("web01.raw", 1);

        TypedLine typed = convert(source);

        assertThat(typed.status()).isZero();
        assertThat(typed.result())
                .startsWith("done")
                .contains("web01", store.resolve("web01").toString());
        assertThat(tree(store.resolve("web01")).keySet())
                .containsExactly(
                        "disks/web01.base.qcow2",
                        "disks/web01.qcow2",
                        "domain.xml",
                        "events.jsonl",
                        "inventory.json",
                        "layout.json",
                        "ledger/web01.ledger",
                        "machine.json",
                        "plan.json",
                        "proxmox.conf",
                        "qemu.sh",
                        "report.html",
                        "report.json");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(store.resolve("web01/disks/web01.base.qcow2"))))
                .isEqualTo("r--r--r--");
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img (package qemu-utils) compares the images and is not installed");
        QEMU_IMG.run("compare", "-f", "raw", "-F", "qcow2", source, store.resolve("web01/disks/web01.qcow2"));
    }

    @Test
    void jsonIsOneObjectPerMachineAndNothingElse() throws IOException {
        TypedLine typed = convert(raw("a.raw", 1), raw("b.raw", 2), folder.resolve("none.vmdk"), "--json");

        assertThat(typed.status()).isEqualTo(10);
        List<JsonNode> machines = objects(typed);
        assertThat(machines).extracting(one -> one.get("machine").asText()).containsExactlyInAnyOrder("a", "b", "none");
        for (JsonNode machine : machines) {
            assertThat(machine.fieldNames())
                    .toIterable()
                    .containsExactly("machine", "status", "folder", "exitCode", "error", "disks", "seconds");
            assertThat(Path.of(machine.get("folder").asText())).isAbsolute();
            boolean failed = machine.get("machine").asText().equals("none");
            assertThat(machine.get("status").asText()).isEqualTo(failed ? "failed" : "done");
            assertThat(machine.get("exitCode").asInt()).isEqualTo(failed ? 10 : 0);
            assertThat(machine.get("error").isNull()).isEqualTo(!failed);
            for (JsonNode disk : machine.get("disks")) {
                assertThat(disk.fieldNames())
                        .toIterable()
                        .containsExactly("name", "image", "virtualBytes", "usedBytes", "copiedBytes", "root");
                assertThat(Path.of(disk.get("image").asText())).isAbsolute().exists();
                assertThat(disk.get("root").asText()).matches("[0-9a-f]{64}");
            }
        }
    }

    @Test
    void relativeStoreGivesAbsolutePaths() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path relative = here.relativize(store);

        TypedLine typed = typed("convert", raw("a.raw", 1).toString(), "-o", relative.toString(), "--json");

        assertThat(objects(typed).get(0).get("folder").asText())
                .isEqualTo(store.resolve("a").toString());
    }

    @Test
    void secondRunSkipsProvesAndWritesNothingButTheTimeline() throws IOException {
        Path source = raw("a.raw", 1);
        convert(source);
        Map<String, String> before = tree(store);

        TypedLine again = convert(source, "--json");

        assertThat(again.status()).isZero();
        assertThat(objects(again).get(0).get("status").asText()).isEqualTo("skipped");
        assertThat(objects(again).get(0).at("/disks/0/copiedBytes").asLong()).isZero();
        Map<String, String> after = tree(store);
        before.remove("a/events.jsonl");
        after.remove("a/events.jsonl");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void changedByteInTheBaseIsFoundAndNamed() throws IOException {
        Path source = raw("a.raw", 1);
        convert(source, "--format", "raw");
        flip(store.resolve("a/disks/a.raw"), (2 << 20) + 17);

        TypedLine again = convert(source, "--format", "raw", "--json");
        TypedLine verified = typed("verify", "a", "--store", store.toString(), "--json");
        TypedLine said = typed("verify", "a", "--store", store.toString());

        assertThat(again.status()).isEqualTo(13);
        assertThat(objects(again).get(0).get("error").asText()).contains("0x200000");
        assertThat(verified.status()).isEqualTo(13);
        assertThat(verified.result()).contains("\"matches\":false", "\"differentOffsets\":[2097152]");
        assertThat(said.result()).contains("CHANGED", "the first at 0x200000");
    }

    @Test
    void damagedOrMissingImageFailsVerificationAsTargetStorage() throws IOException {
        convert(raw("a.raw", 1));
        Path base = store.resolve("a/disks/a.base.qcow2");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rw-------"));
        try (RandomAccessFile image = new RandomAccessFile(base.toFile(), "rw")) {
            image.setLength(300_000);
        }
        assertThat(typed("verify", store.resolve("a").toString()).status()).isEqualTo(13);

        flip(base, 1);
        assertThat(typed("verify", store.resolve("a").toString()).status()).isEqualTo(13);

        Files.delete(base);
        assertThat(typed("verify", store.resolve("a").toString()).status()).isEqualTo(4);
    }

    @Test
    void changedSourceIsRefusedAndNothingIsTouched() throws IOException {
        Path source = raw("a.raw", 1);
        convert(source);
        Map<String, String> before = tree(store);
        Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000_000_000L));

        TypedLine again = convert(source);

        assertThat(again.status()).isEqualTo(4);
        assertThat(again.story()).contains("made from another source").contains("Next: Remove the machine folder");
        assertThat(tree(store)).isEqualTo(before);
        assertThat(typed("verify", "a", "--store", store.toString()).status()).isZero();
    }

    @Test
    void finishedMachineIsNotConvertedAgainInAnotherForm() throws IOException {
        Path source = raw("a.raw", 1);
        convert(source);
        Map<String, String> before = tree(store);

        for (String[] other : new String[][] {{"--format", "raw"}, {"--flatten"}}) {
            assertThat(convert(Stream.concat(Stream.of(source), Stream.of(other))
                                    .toArray())
                            .status())
                    .isEqualTo(4);
        }

        assertThat(tree(store)).isEqualTo(before);
    }

    @Test
    void unfinishedCopyOfAnotherSourceIsNotMixedIn() throws IOException {
        Path source = raw("a.raw", 1);
        for (String format : List.of("qcow2", "raw")) {
            Path disks = store.resolve("a/disks");
            Files.createDirectories(disks);
            Files.write(disks.resolve(format.equals("raw") ? "a.raw.part" : "a.base.qcow2.part"), noise(9, 5 << 20));

            TypedLine typed = convert(source, "--format", format, "--verify");

            assertThat(typed.status()).as(typed.story()).isZero();
            deleteTree(store);
        }
    }

    @Test
    void foreignFilesInTheFolderStay() throws IOException {
        Path disks = Files.createDirectories(store.resolve("a/disks"));
        Files.writeString(disks.resolve("a.base.qcow2"), "somebody's only image");
        Files.writeString(store.resolve("a/notes.txt"), "notes");
        Map<String, String> before = tree(store);

        TypedLine typed = convert(raw("a.raw", 1));

        assertThat(typed.status()).isEqualTo(4);
        assertThat(tree(store)).isEqualTo(before);
        Files.delete(disks.resolve("a.base.qcow2"));
        assertThat(convert(folder.resolve("a.raw")).status()).isZero();
        assertThat(store.resolve("a/notes.txt")).hasContent("notes");
    }

    @Test
    void oneBadInputLeavesTheOthersConverted() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.vmdk"), "KDMV and no more than that");
        for (String jobs : List.of("1", "4")) {
            Path target = folder.resolve("jobs" + jobs);
            List<String> line = new ArrayList<>(List.of("convert", bad.toString(), "-o", target.toString(), "--json"));
            for (int i = 0; i < 5; i++) {
                line.add(raw("m" + i + ".raw", i).toString());
            }
            line.addAll(List.of("--jobs", jobs));

            TypedLine typed = typed(line.toArray(String[]::new));

            assertThat(typed.status()).as(typed.story()).isEqualTo(14);
            assertThat(objects(typed))
                    .filteredOn(one -> one.get("status").asText().equals("done"))
                    .hasSize(5);
            assertThat(objects(typed)).hasSize(6);
        }
    }

    @Test
    void machinesOfOneNameGetFoldersOfTheirOwn() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(folder.resolve("two"));

        TypedLine typed = convert(raw("one/web.raw", 1), raw("two/web.raw", 2), "--verify");

        assertThat(typed.status()).isZero();
        assertThat(store.resolve("web/report.json")).exists();
        assertThat(store.resolve("web-2/report.json")).exists();
        assertThat(typed.result()).contains("2 of 2 machines are converted.");
    }

    @Test
    void extentsAndParentsOfAGlobAreNotMachines() throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img (package qemu-utils) makes the images and is not installed");
        Path base = folder.resolve("old.vmdk");
        QEMU_IMG.run("create", "-q", "-f", "vmdk", "-o", "subformat=twoGbMaxExtentSparse", base, "3G");
        QEMU_IMG.run("create", "-q", "-f", "vmdk", "-b", base, "-F", "vmdk", folder.resolve("old-000001.vmdk"));
        Object[] glob;
        try (Stream<Path> files = Files.list(folder)) {
            glob = files.filter(file -> file.toString().endsWith(".vmdk"))
                    .sorted()
                    .toArray();
        }
        assertThat(glob).hasSizeGreaterThanOrEqualTo(4);

        TypedLine typed =
                convert(Stream.concat(Stream.of(glob), Stream.of("--json")).toArray());

        assertThat(typed.status()).as(typed.story()).isZero();
        assertThat(objects(typed))
                .singleElement()
                .satisfies(one -> assertThat(one.get("machine").asText()).isEqualTo("old-000001"));
    }

    @Test
    void nameIsForOneMachine() throws IOException {
        assertThat(convert(raw("a.raw", 1), "--name", "db-7").status()).isZero();
        assertThat(store.resolve("db-7/report.json")).exists();

        TypedLine two = convert(raw("a.raw", 1), raw("b.raw", 2), "--name", "db");
        assertThat(two.status()).isEqualTo(2);
        TypedLine unfit = convert(raw("a.raw", 1), "--name", "../up");
        assertThat(unfit.status()).isEqualTo(2);
        assertThat(unfit.story()).contains("no name for a machine folder");
    }

    @Test
    void targetThatIsAFileOrCannotBeWrittenIsTargetStorage() throws IOException {
        Path source = raw("a.raw", 1);
        Path file = Files.writeString(folder.resolve("file"), "x");

        TypedLine typed = typed("convert", source.toString(), "-o", file.toString());
        TypedLine below =
                typed("convert", source.toString(), "-o", file.resolve("kvm").toString());
        TypedLine proc = typed("convert", source.toString(), "-o", "/proc/p2v");

        assertThat(typed.status()).as(typed.story()).isEqualTo(13);
        assertThat(below.status()).as(below.story()).isEqualTo(13);
        assertThat(proc.status()).as(proc.story()).isEqualTo(13);
        assertThat(file).hasContent("x");
    }

    @Test
    void dryRunPrintsThePlanAndWritesNothing() throws IOException {
        Path ova = OvaFixture.withDisk("disk.raw.gz", "ovf:compression=\"gzip\"")
                .add("disk.raw.gz", OvaFixture.gzip(OvaFixture.disk()))
                .tar(folder.resolve("box.ova"));
        Path image = raw("a.raw", 1);
        Map<String, String> before = tree(folder);

        TypedLine typed = convert(image, ova, "--dry-run");

        assertThat(typed.status()).as(typed.story()).isZero();
        assertThat(typed.result()).contains("a.base.qcow2", "old-box");
        assertThat(tree(folder)).isEqualTo(before);
        assertThat(store).doesNotExist();
        assertThat(convert(ova).status()).isZero();
        try (Stream<Path> left = Files.walk(store.resolve(".p2v"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void dryRunOfBadInputHasItsStatus() {
        assertThat(convert(folder.resolve("none.vmdk"), "--dry-run").status()).isEqualTo(10);
    }

    @Test
    void quietKeepsErrorsOnly() throws IOException {
        TypedLine good = convert(raw("a.raw", 1), "--quiet", "--no-fixup");
        TypedLine bad = convert(folder.resolve("none.vmdk"), "--quiet");

        assertThat(good.story()).isEmpty();
        assertThat(good.result()).startsWith("done");
        assertThat(bad.story()).startsWith("Error: none: ").contains("Next: ");
    }

    @Test
    void inputsWithoutAnyDiskAreWrongUsage() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        assertThat(convert(folder.resolve("empty")).status()).isEqualTo(2);
    }

    @Test
    void machinesAndShowTellHowFarAMachineIs() throws IOException {
        convert(raw("a.raw", 1));
        Files.createDirectories(store.resolve("not-a-machine"));

        TypedLine machines = typed("machines", "--store", store.toString(), "--json");
        TypedLine show = typed("show", "a", "--store", store.toString());

        assertThat(machines.result().strip())
                .isEqualTo("[{\"machine\":\"a\",\"connected\":false,\"stage\":\"done\",\"percent\":100,"
                        + "\"waitingFor\":null}]");
        assertThat(show.result()).contains("stage       done, 100%", "8.00 MiB", "virsh define");
        Files.delete(store.resolve("a/report.json"));
        assertThat(typed("machines", "--store", store.toString()).result())
                .contains("copy", "the same convert command");
        assertThat(typed("show", "zzz", "--store", store.toString()).status()).isEqualTo(2);
        assertThat(typed("machines", "--store", folder.resolve("zzz").toString())
                        .status())
                .isEqualTo(2);
    }

    private TypedLine convert(Object... arguments) {
        List<String> line = new ArrayList<>(List.of("convert", "-o", store.toString()));
        Stream.of(arguments).map(Object::toString).forEach(line::add);
        return typed(line.toArray(String[]::new));
    }

    /** 3 MiB of noise and 5 MiB of nothing. */
    private Path raw(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.write(file, noise(seed, 3 << 20));
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(8 << 20);
            }
        }
        return file;
    }

    private static byte[] noise(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int old = open.read();
            open.seek(at);
            open.write(old ^ 1);
        }
    }

    private static List<JsonNode> objects(TypedLine typed) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : typed.result().lines().toList()) {
            objects.add(new ObjectMapper().readTree(line));
        }
        return objects;
    }

    /** Every file by its path, with its size, time of change and content's hash. */
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(
                        root.relativize(file).toString(),
                        Files.size(file) + " " + Files.getLastModifiedTime(file) + " "
                                + java.util.Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return tree;
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
