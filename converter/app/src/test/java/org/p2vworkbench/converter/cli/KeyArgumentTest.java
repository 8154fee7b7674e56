package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import picocli.CommandLine.TypeConversionException;

final class KeyArgumentTest {

    private final KeyArgument argument = new KeyArgument(Map.of("OLD_KEY", "open: sesame"));

    @TempDir
    Path folder;

    @Test
    void passphraseIsTheFileWithoutTheEndOfItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("a:b"), "schl\u00fcssel 1\n");

        assertThat(argument.convert("/dev/sda2:file:" + file))
                .isEqualTo(new VolumeKey("/dev/sda2", "schl\u00fcssel 1"));
    }

    @Test
    void passphraseIsTheVariable() {
        assertThat(argument.convert("all:env:OLD_KEY")).isEqualTo(new VolumeKey("all", "open: sesame"));
    }

    @Test
    void keyIsNeverShown() {
        assertThat(argument.convert("all:env:OLD_KEY").toString()).isEqualTo("key of all");
    }

    @Test
    void passphraseOnTheCommandLineIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> argument.convert("all:key:sesame"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("every user of this host")
                .hasMessageContaining("VOLUME:file:PATH")
                .hasMessageNotContaining("sesame");
        // Picocli adds what was typed to what a converter says.
        TypedLine typed = TypedLine.typed("fixup", "no.qcow2", "--key", "all:key:sesame");
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.story()).contains("--key").doesNotContain("sesame");
    }

    @Test
    void whatIsNoPassphraseIsRefused() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path large = Files.write(folder.resolve("large"), new byte[9000]);

        assertThatThrownBy(() -> argument.convert("all:file:" + binary)).hasMessageContaining("key of bytes");
        assertThatThrownBy(() -> argument.convert("all:file:" + empty)).hasMessageContaining("no passphrase");
        assertThatThrownBy(() -> argument.convert("all:file:" + large)).hasMessageContaining("longer than");
        assertThatThrownBy(() -> argument.convert("all:file:" + folder.resolve("none")))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> argument.convert("all:env:NOBODY")).hasMessageContaining("not set");
        assertThatThrownBy(() -> argument.convert("/dev/sda2")).hasMessageContaining("VOLUME:file:PATH");
        assertThatThrownBy(() -> argument.convert("a:clevis:")).hasMessageContaining("VOLUME:file:PATH");
    }
}
