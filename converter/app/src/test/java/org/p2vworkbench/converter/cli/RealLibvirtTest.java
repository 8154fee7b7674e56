package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** {@code p2v define} against a libvirtd with QEMU behind it. */
@Tag("slow")
class RealLibvirtTest {

    private static final Path GOLDEN = Path.of("src/test/resources/org/p2vworkbench/converter/libvirt");

    @TempDir
    private Path folder;

    @Test
    void machineIsDefinedStartedKeptFromChangesAndTakenOut() throws IOException, InterruptedException {
        try (PrivateLibvirt libvirt = PrivateLibvirt.start()) {
            Path machine = convert(libvirt);

            TypedLine started = define(machine, libvirt, "--map", "*=user", "--start", "--json");
            assertThat(started.status()).as(started.story()).isZero();
            assertThat(started.result()).contains("\"outcome\":\"started\"");
            assertThat(libvirt.virsh("domstate", "web01").output()).startsWith("running");

            TypedLine running = define(machine, libvirt);
            assertThat(running.status()).isEqualTo(4);
            assertThat(running.story()).contains("what runs is not changed");
            assertThat(typed("flatten", machine.toString()).story()).contains("a machine runs from it");
            assertThat(typed("move", machine.toString(), folder.resolve("x").toString())
                            .story())
                    .contains("a machine runs from it");

            libvirt.virsh("destroy", "web01");
            assertThat(define(machine, libvirt, "--json").result()).contains("\"outcome\":\"redefined\"");
            assertThat(define(machine, libvirt, "--name", "web-one", "--json").result())
                    .contains("\"outcome\":\"redefined\"");
            assertThat(libvirt.virsh("list", "--all", "--name").output().strip())
                    .isEqualTo("web-one");

            assertThat(define(machine, libvirt, "--undefine", "--json").result())
                    .contains("\"outcome\":\"undefined\"");
            assertThat(libvirt.virsh("list", "--all", "--name").output()).isBlank();
            assertThat(machine.resolve("disks/web01.qcow2")).exists();
        }
    }

    @Test
    void libvirtTakesEveryReviewedDefinition() throws IOException, InterruptedException {
        try (PrivateLibvirt libvirt = PrivateLibvirt.start();
                Stream<Path> files = Files.list(GOLDEN)) {
            List<String> refused = new ArrayList<>();
            for (Path golden :
                    files.filter(file -> file.toString().endsWith(".xml")).toList()) {
                // Nobody may use KVM, and Hyper-V's interface is made by it.
                String xml = Files.readString(golden)
                        .replaceFirst("type=\"kvm\"", "type=\"qemu\"")
                        .replaceFirst("(?s)<hyperv.*</hyperv>", "")
                        .replaceFirst("<timer name=\"hypervclock\"[^>]*>", "");
                if (!OutsideTool.named("swtpm").isInstalled()) {
                    xml = xml.replaceFirst("(?s)<tpm.*</tpm>", "");
                }
                Path file = Files.writeString(folder.resolve("domain.xml"), xml);
                OutsideTool.Outcome outcome = libvirt.virsh("define", "--validate", "--file", file);
                if (outcome.exitCode() != 0) {
                    refused.add(golden.getFileName() + ": " + outcome.output());
                }
                String uuid = xml.replaceFirst("(?s).*<uuid>(.*)</uuid>.*", "$1");
                libvirt.virsh("undefine", "--nvram", uuid);
            }
            assertThat(refused).isEmpty();
        }
    }

    private Path convert(PrivateLibvirt libvirt) throws IOException {
        Path disk = Files.write(folder.resolve("web01.raw"), new byte[1 << 20]);
        Path store = folder.resolve("kvm");
        assertThat(typed("convert", disk.toString(), "-o", store.toString(), "--no-fixup")
                        .status())
                .isZero();
        libvirt.own(store);
        return store.resolve("web01");
    }

    private static TypedLine define(Path machine, PrivateLibvirt libvirt, String... options) {
        List<String> words = new ArrayList<>(List.of("define", machine.toString(), "--connect", libvirt.uri()));
        words.addAll(List.of(options));
        return typed(words.toArray(String[]::new));
    }
}
