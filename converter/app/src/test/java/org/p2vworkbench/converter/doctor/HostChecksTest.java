package org.p2vworkbench.converter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks against hosts that a test can make up, and against the one it runs on. */
class HostChecksTest {

    @TempDir
    private Path host;

    @Test
    void memoryCountsWhatCanBeHadAndNotWhatIsFree() throws IOException {
        Path meminfo = host.resolve("meminfo");

        Files.writeString(meminfo, "MemTotal:  4194304 kB\nMemFree:  1024 kB\nMemAvailable:  3145728 kB\n");
        assertThat(new Memory(meminfo).findings())
                .containsExactly(new Finding("memory", Finding.Status.OK, "3072 MiB available", Optional.empty()));

        Files.writeString(meminfo, "MemAvailable:  1048576 kB\n");
        assertThat(status(new Memory(meminfo))).isEqualTo(Finding.Status.WARN);

        Files.writeString(meminfo, "MemAvailable:  262144 kB\n");
        assertThat(status(new Memory(meminfo))).isEqualTo(Finding.Status.FAIL);
    }

    @Test
    void takenPortNamesTheProcessThatHasIt() throws IOException {
        try (ServerSocket mine = new ServerSocket(0)) {
            Finding finding = new Ports(new Listeners(Path.of("/proc"))).finding(mine.getLocalPort(), "--http-port");

            assertThat(finding.status()).isEqualTo(Finding.Status.WARN);
            assertThat(finding.text())
                    .contains("(process " + ProcessHandle.current().pid() + ")");
            assertThat(finding.remedy())
                    .hasValueSatisfying(next -> assertThat(next).contains("--http-port"));
        }
    }

    @Test
    void missingKvmIsNoFailure() {
        Finding finding = new Kvm(host.resolve("kvm")).findings().get(0);

        assertThat(finding.status()).isEqualTo(Finding.Status.WARN);
        assertThat(finding.remedy()).hasValueSatisfying(next -> assertThat(next).contains("TCG"));
    }

    @Test
    void storeThatDoesNotExistYetIsJudgedByItsNearestParent() {
        assertThat(new StoreSpace(host.resolve("not/yet/made"))
                        .findings()
                        .get(0)
                        .text())
                .startsWith(host.resolve("not/yet/made").toString())
                .contains("GiB free");
        assertThat(host.resolve("not")).doesNotExist();
    }

    @Test
    void fileIsNoStore() throws IOException {
        Path file = Files.createFile(host.resolve("file"));

        assertThat(status(new StoreSpace(file.resolve("store")))).isEqualTo(Finding.Status.FAIL);
    }

    @Test
    void newerJavaThanTheRunningOneIsPointedOut() throws IOException {
        Files.writeString(
                Files.createDirectories(host.resolve("jdk-99")).resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
        Files.writeString(Files.createDirectories(host.resolve("odd")).resolve("release"), "JAVA_VERSION=\"odd\"\n");
        Files.createDirectories(host.resolve("empty"));

        Finding finding = new Jdk(host).findings().get(0);

        assertThat(finding.status()).isEqualTo(Finding.Status.WARN);
        assertThat(finding.text()).contains("Java 99");
    }

    @Test
    void encryptionGivesTheKnownAnswerAndARate() {
        assertThat(new Aes().findings().get(0).text()).matches("AES-256-GCM runs at \\d+ MiB/s per core");
    }

    @Test
    void everyCheckAnswersOnThisHostAndProblemsHaveRemedies() {
        for (Check check : Examination.of(host, true)) {
            List<Finding> findings = check.findings();

            assertThat(findings).as(check.name()).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.check()).isEqualTo(check.name());
                assertThat(finding.text()).isNotBlank();
                assertThat(finding.remedy().isPresent()).isEqualTo(finding.status() != Finding.Status.OK);
            });
        }
    }

    private static Finding.Status status(Check check) {
        return check.findings().get(0).status();
    }
}
