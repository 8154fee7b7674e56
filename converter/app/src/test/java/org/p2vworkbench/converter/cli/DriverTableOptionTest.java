package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of services is read before anything else is done. */
final class DriverTableOptionTest {

    @TempDir
    Path folder;

    @Test
    void mistakeIsSaidWithItsLine() throws IOException {
        Path table = Files.writeString(
                folder.resolve("mine.tsv"), "# mine\nfoo\tMaker\tCard\t-\t-\tdelete\tstorage\ttried it\t-\n");

        TypedLine typed =
                TypedLine.typed("fixup", folder.resolve("none.qcow2").toString(), "--drivers", table.toString());

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.story()).contains("mine.tsv, line 2, column 20: \"delete\" is no action");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path table = Files.write(folder.resolve("mine.tsv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        TypedLine typed =
                TypedLine.typed("fixup", folder.resolve("none.qcow2").toString(), "--drivers", table.toString());

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.story()).contains("no text in UTF-8");
    }
}
