package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * {@code p2v define} against libvirt's test driver, which parses and refuses as the real one does, knows one running
 * machine called "test" and one network called "default", and forgets all else when virsh ends.
 */
class DefineCommandTest {

    private static final String TEST_DRIVER = "test:///default";
    /** testBuildDomain in libvirt's src/test/test_driver.c. */
    private static final String RUNNING_THERE = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    @TempDir
    private Path folder;

    @BeforeEach
    void convert() throws IOException {
        assumeTrue(OutsideTool.named("virsh").isInstalled(), "SKIPPED: virsh is not installed: libvirt-clients");
        Path disk = Files.write(folder.resolve("web01.raw"), new byte[1 << 20]);
        assertThat(typed("convert", disk.toString(), "-o", store().toString(), "--no-fixup")
                        .status())
                .isZero();
    }

    @Test
    void machineIsDefinedAndTheSameAgainIsTheSame() throws IOException {
        TypedLine first = define("--json");
        String xml = Files.readString(machine("domain.xml"));

        TypedLine again = define("--json");

        assertThat(first.status()).as(first.story()).isZero();
        assertThat(first.result()).contains("\"outcome\":\"defined\"", "\"name\":\"web01\"", TEST_DRIVER);
        assertThat(again.status()).isZero();
        assertThat(Files.readString(machine("domain.xml"))).isEqualTo(xml);
        assertThat(Files.readString(machine("events.jsonl"))).contains("\"stage\":\"define\"");
    }

    @Test
    void cardsGoWhereTheyAreMappedAndThatIsKept() throws IOException {
        assertThat(define("--map", "eth0=ovs:ovs1@20").status()).isZero();
        TypedLine later = define();

        assertThat(later.status()).as(later.story()).isZero();
        assertThat(Files.readString(machine("domain.xml")))
                .contains("<source bridge=\"ovs1\"/>", "<tag id=\"20\"/>", "openvswitch");
        assertThat(Files.readString(machine("proxmox.conf"))).contains("bridge=ovs1,tag=20");
        assertThat(define("--forget").status()).isZero();
        assertThat(Files.readString(machine("domain.xml"))).contains("<source network=\"default\"/>");
    }

    @Test
    void wrongMapsAreUsage() throws IOException {
        refused(2, "the machine has no such network card", "Its cards are eth0", "--map", "eth7=br0");
        refused(2, "a bridge of Linux cannot tag", "ovs:br0@5", "--map", "eth0=br0@5");
        refused(2, "no name of a network interface", "Write CARD=TARGET", "--map", "eth0=a-name-that-is-too-long");
        refused(2, "VLANs are numbered", "Write CARD=TARGET", "--map", "eth0=ovs:br0@4095");
        refused(2, "does not say which card", "--map eth0=br0", "--map", "eth0");
        refused(2, "is mapped twice", "Leave one out", "--map", "eth0=br0", "--map", "eth0=br1");
        refused(2, "no kind of network", "Write CARD=TARGET", "--map", "eth0=file:passwd");
    }

    @Test
    void aNetworkThatIsNotThereIsNamedBeforeAnythingIsWritten() throws IOException {
        String before = Files.readString(machine("domain.xml"));

        refused(4, "no active network of this name", "virsh net-start", "--map", "*=network:lan");

        assertThat(Files.readString(machine("domain.xml"))).isEqualTo(before);
        assertThat(machine("define.json")).doesNotExist();
    }

    @Test
    void anothersNameIsNotTaken() throws IOException {
        refused(4, "another machine has this name", "--name NAME", "--name", "test");
    }

    @Test
    void aRunningMachineIsNotTouched() throws IOException {
        Path record = machine("machine.json");
        String text = Files.readString(record);
        Files.writeString(
                record, text.replaceFirst("\"uuid\" : \"[0-9a-f-]{36}\"", "\"uuid\" : \"" + RUNNING_THERE + "\""));

        refused(4, "the machine runs at", "shutdown " + RUNNING_THERE);
        refused(4, "the machine runs at", "shutdown " + RUNNING_THERE, "--undefine");
    }

    @Test
    void libvirtThatDoesNotAnswerIsRefusedWithItsWords() throws IOException {
        TypedLine typed =
                typed("define", machine("").toString(), "--connect", "qemu+unix:///system?socket=" + folder + "/none");

        assertThat(typed.status()).isEqualTo(4);
        assertThat(typed.story()).contains("libvirt does not answer", "Next:");
    }

    @Test
    void takingOutWhatIsNotThereIsDone() throws IOException {
        TypedLine typed = define("--undefine", "--json");

        assertThat(typed.status()).isZero();
        assertThat(typed.result()).contains("\"outcome\":\"not_there\"");
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        String before = Files.readString(machine("domain.xml"));

        TypedLine typed = define("--dry-run", "--map", "eth0=br9");

        assertThat(typed.status()).isZero();
        assertThat(Files.readString(machine("domain.xml"))).isEqualTo(before);
    }

    private void refused(int status, String what, String next, String... options) throws IOException {
        TypedLine typed = define(options);
        assertThat(typed.status()).as(typed.story()).isEqualTo(status);
        assertThat(typed.story()).contains(what, next);
    }

    private TypedLine define(String... options) {
        List<String> words =
                new ArrayList<>(List.of("define", "web01", "--store", store().toString(), "--connect", TEST_DRIVER));
        words.addAll(List.of(options));
        return typed(words.toArray(String[]::new));
    }

    private Path store() {
        return folder.resolve("kvm");
    }

    private Path machine(String file) {
        return store().resolve("web01").resolve(file);
    }
}
