package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** {@code p2v verify --sign}, as somebody without this program checks it. */
class SignedEvidenceTest {

    private static final OutsideTool OPENSSL = OutsideTool.named("openssl");

    @TempDir
    private Path folder;

    @BeforeEach
    void convert() throws IOException {
        assumeTrue(OPENSSL.isInstalled(), "SKIPPED: openssl is not installed");
        byte[] bytes = new byte[3 << 20];
        new Random(3).nextBytes(bytes);
        Path source = Files.write(folder.resolve("web01.raw"), bytes);
        assertThat(typed("convert", source.toString(), "-o", store().toString(), "--no-fixup", "--format", "raw")
                        .status())
                .isZero();
    }

    @Test
    void opensslAcceptsWhatWasSigned() throws IOException {
        TypedLine typed = verify();

        assertThat(typed.status()).as(typed.story()).isZero();
        assertThat(openssl().output()).contains("Signature Verified Successfully");
        JsonNode evidence = new ObjectMapper().readTree(machine("evidence.json").toFile());
        JsonNode report = new ObjectMapper().readTree(machine("report.json").toFile());
        assertThat(evidence.at("/machine").asText()).isEqualTo("web01");
        assertThat(evidence.at("/disks/0/root").asText())
                .isEqualTo(report.at("/disks/0/root").asText())
                .matches("[0-9a-f]{64}");
        assertThat(evidence.at("/disks/0/image").asText()).isEqualTo("disks/web01.raw");
        assertThat(evidence.at("/disks/0/ledgerSha256").asText()).isEqualTo(sha256(machine("ledger/web01.ledger")));
        assertThat(evidence.at("/reportSha256").asText()).isEqualTo(sha256(machine("report.json")));
        assertThat(evidence.at("/key").asText()).isEqualTo(fingerprint());
        assertThat(evidence.at("/program").asText()).startsWith("p2v ");
        assertThat(evidence.at("/signedAt").asText()).endsWith("Z");
        assertThat(typed.story()).contains(fingerprint());
    }

    @Test
    void oneOtherByteIsNoticed() throws IOException {
        verify();
        Files.writeString(
                machine("evidence.json"),
                Files.readString(machine("evidence.json")).replaceFirst("web01", "web02"));

        assertThat(openssl().exitCode()).isNotZero();
    }

    @Test
    void keyIsTheOwnersAloneAndStaysTheSame() throws IOException {
        verify();
        byte[] key = Files.readAllBytes(store().resolve(".p2v/evidence_key"));
        verify();

        assertThat(Files.readAllBytes(store().resolve(".p2v/evidence_key"))).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store().resolve(".p2v/evidence_key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store().resolve(".p2v"))))
                .isEqualTo("rwx------");
        assertThat(OPENSSL.run("pkey", "-in", store().resolve(".p2v/evidence_key"), "-pubout"))
                .isEqualTo(Files.readString(machine("evidence.pub")));
    }

    @Test
    void flippedBitIsNotSigned() throws IOException {
        Path image = machine("disks/web01.raw");
        byte[] bytes = Files.readAllBytes(image);
        bytes[1_500_000] ^= 4;
        Files.write(image, bytes);

        TypedLine typed = verify();

        assertThat(typed.status()).isEqualTo(13);
        assertThat(typed.story()).contains("Nothing is signed");
        assertThat(machine("evidence.json")).doesNotExist();
        assertThat(machine("evidence.json.sig")).doesNotExist();
    }

    @Test
    void damagedKeyIsNeitherUsedNorReplaced() throws IOException {
        verify();
        Path key = store().resolve(".p2v/evidence_key");
        Files.writeString(key, Files.readString(key).replace("PRIVATE", "SECRET"));

        TypedLine typed = verify();

        assertThat(typed.status()).isEqualTo(11);
        assertThat(typed.story()).contains("is no key for evidence", "Next:");
        assertThat(Files.readString(key)).contains("SECRET");
    }

    private TypedLine verify() {
        return typed("verify", "web01", "--store", store().toString(), "--sign");
    }

    /** The command of docs/evidence.md. */
    private OutsideTool.Outcome openssl() throws IOException {
        return OPENSSL.attempt(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                machine("evidence.pub"),
                "-rawin",
                "-in",
                machine("evidence.json"),
                "-sigfile",
                machine("evidence.json.sig"));
    }

    private String fingerprint() throws IOException {
        Path der = folder.resolve("key.der");
        OPENSSL.run("pkey", "-pubin", "-in", machine("evidence.pub"), "-outform", "DER", "-out", der);
        return sha256(der);
    }

    private static String sha256(Path file) throws IOException {
        return OutsideTool.named("sha256sum").run(file).substring(0, 64);
    }

    private Path store() {
        return folder.resolve("kvm");
    }

    private Path machine(String file) {
        return store().resolve("web01").resolve(file);
    }
}
