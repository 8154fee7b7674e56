package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.disk.SwapArea;

/** Xen's configurations and filesystems without a partition table, as an operator gives them to the program. */
class XenConfigurationTest {

    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void machineIsDefinedAsItsConfigurationSays() throws IOException {
        Files.write(folder.resolve("web1-root.img"), new byte[3 * MIB]);
        swap(folder.resolve("vg0-web1-swap.raw"));

        TypedLine typed = typed("convert", web1().toString(), "-o", store(), "--no-fixup", "--quiet");

        assertThat(typed.status()).as(typed.story()).isZero();
        JsonNode machine = new ObjectMapper()
                .readTree(folder.resolve("store/web1/machine.json").toFile());
        assertThat(machine.at("/hardware/memoryBytes").asLong()).isEqualTo(512L << 20);
        assertThat(machine.at("/hardware/cpu/sockets").asInt()).isEqualTo(3);
        assertThat(machine.at("/hardware/nics/0/mac/text")
                        .asText(machine.at("/hardware/nics/0/mac").asText()))
                .isEqualTo("00:16:3e:00:00:01");
        assertThat(machine.at("/hardware/nics/0/network").asText()).isEqualTo("xenbr7");
        assertThat(machine.at("/disks/0/virtualBytes").asLong()).isEqualTo(6L * MIB);
        assertThat(folder.resolve("store/web1/domain.xml")).content().contains("00:16:3e:00:00:01");
        assertThat(folder.resolve("store/web1/disks/xvda.qcow2")).exists();
    }

    @Test
    void missingDisksAreAllNamed() throws IOException {
        TypedLine typed = refused(typed("convert", web1().toString(), "-o", store()), 14);

        assertThat(typed.story())
                .contains("xvda1 = /dev/vg0/web1-root (looked for web1-root, vg0-web1-root, also with .img")
                .contains("xvda2 = /dev/vg0/web1-swap")
                .contains("Next: Copy them from the old host into the folder of this file");
    }

    @Test
    void configurationReadsNothingOutsideItsFolder() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("in"));
        Files.write(folder.resolve("secret.raw"), new byte[MIB]);
        for (String target : List.of(
                "/etc/passwd", "../secret.raw", folder.resolve("secret.raw").toString())) {
            Path file = Files.writeString(
                    inside.resolve("evil.cfg"),
                    "name='evil'\nmemory=1\nvcpus=1\ndisk=['file:%s,xvda,w']\n".formatted(target));

            refused(typed("convert", file.toString(), "-o", store()), 14);
        }
    }

    @Test
    void unfitConfigurationsAreRefusedWithTheLine() throws IOException {
        for (List<String> each : List.of(
                List.of("disk=['phy:/dev/a,xvdz99999,w']", "line 4: disk has the item"),
                List.of("disk=['/a,raw,xvda1','/b,raw,xvda1']", "line 4: disk has two files for xvda1"),
                List.of("disk=['/a,raw,xvda','/b,raw,xvda1']", "line 4: disk has files both for the disk xvda"),
                List.of("disk=['drbd:web,xvda,w']", "line 4: disk has xvda on block-drbd"),
                List.of("disk=['/a,raw,xvda1'", "line 4 begins a list that is not closed"),
                List.of("disk=['phy:' + name + ',xvda,w']", "line 4: disk is computed"),
                List.of("vif=['mac=01:00:00:00:00:00']\ndisk=[]", "line 4: vif has mac=01:00:00:00:00:00"),
                List.of("vcpus=0", "line 4: vcpus is \"0\", expected a number from 1"),
                List.of("disk=[',hdc:cdrom,r']", "describes a machine without a disk"))) {
            Path file = Files.writeString(
                    folder.resolve("bad.cfg"), "name='bad'\nmemory=64\non_reboot='restart'\n" + each.get(0) + "\n");

            assertThat(refused(typed("convert", file.toString(), "-o", store()), 14)
                            .story())
                    .contains(each.get(1));
        }
    }

    @Test
    void systemOnABareFilesystemBecomesADiskAndDataStaysWhatItIs() throws IOException {
        assumeTrue(OutsideTool.named("mke2fs").isInstalled(), "no mke2fs: bare filesystems are not converted");
        Path system = ext(folder.resolve("rootfs.img"), "etc", "sbin", "usr", "var");
        Path data = ext(folder.resolve("data.img"), "etc", "photos");

        JsonNode wrapped = plan(system);
        JsonNode bare = plan(data);

        assertThat(wrapped.at("/disks/0/virtualBytes").asLong()).isEqualTo(Files.size(system) + MIB);
        assertThat(bare.at("/disks/0/virtualBytes").asLong()).isEqualTo(Files.size(data));
    }

    private static JsonNode plan(Path image) throws IOException {
        TypedLine typed = typed("convert", image.toString(), "-o", image + ".store", "--dry-run", "--json");
        assertThat(typed.status()).as(typed.story()).isZero();
        return new ObjectMapper().readTree(typed.result());
    }

    private Path ext(Path image, String... folders) throws IOException {
        Path tree = folder.resolve(image.getFileName() + ".tree");
        for (String name : folders) {
            Files.createDirectories(tree.resolve(name));
        }
        OutsideTool.named("mke2fs").run("-q", "-F", "-t", "ext4", "-d", tree, image, "4m");
        return image;
    }

    private Path web1() throws IOException {
        return Files.writeString(folder.resolve("web1.cfg"), """
                name = 'web1'
                memory = 512
                vcpus = 3
                vif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr7' ]
                disk = [ 'phy:/dev/vg0/web1-root,xvda1,w',
                         'phy:/dev/vg0/web1-swap,xvda2,w' ]
                """);
    }

    private static void swap(Path file) throws IOException {
        byte[] bytes = new byte[2 * MIB];
        byte[] header = SwapArea.header(bytes.length, new UUID(1, 2), "swap");
        System.arraycopy(header, 0, bytes, 0, header.length);
        Files.write(file, bytes);
    }

    private String store() {
        return folder.resolve("store").toString();
    }

    private static TypedLine refused(TypedLine typed, int status) {
        assertThat(typed.status()).as(typed.story()).isEqualTo(status);
        assertThat(typed.story()).contains("Error: ").contains("Next: ").doesNotContain("Exception");
        return typed;
    }
}
