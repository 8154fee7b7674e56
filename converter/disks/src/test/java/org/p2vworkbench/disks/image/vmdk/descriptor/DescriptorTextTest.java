package org.p2vworkbench.disks.image.vmdk.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;

final class DescriptorTextTest {

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        Descriptor descriptor = parse("""
                # Disk DescriptorFile
                version=1
                CID=0000beef
                parentCID=0000cafe
                createType = "custom"
                parentFileNameHint="C:\\VMs\\base.vmdk"
                changeTrackPath="x-ctk.vmdk"
                RW 3 FLAT "one.vmdk" 5
                RDONLY 7 sparse "two words.vmdk"
                NOACCESS 11 ZERO
                """);

        DiskAddress hint = new DiskAddress("d", 22 + 10 + 13 + 19 + 22);
        assertThat(descriptor.createType()).isEqualTo("custom");
        assertThat(descriptor.contentId()).contains(0xbeefL);
        assertThat(descriptor.parent()).contains(new Descriptor.Parent(hint, "C:\\VMs\\base.vmdk", 0xcafeL));
        assertThat(descriptor.changeTrackFile()).contains("x-ctk.vmdk");
        assertThat(descriptor.extents())
                .extracting(ExtentLine::sizeBytes, ExtentLine::kind, ExtentLine::file, ExtentLine::fileOffsetBytes)
                .containsExactly(
                        tuple(3 * 512L, "FLAT", Optional.of("one.vmdk"), 5 * 512L),
                        tuple(7 * 512L, "SPARSE", Optional.of("two words.vmdk"), 0L),
                        tuple(11 * 512L, "ZERO", Optional.empty(), 0L));
    }

    @Test
    void namesAreInTheEncodingTheTextDeclares() throws IOException {
        String text = "encoding=\"windows-1252\"\nRW 1 FLAT \"Büro.vmdk\" 0\n";

        Descriptor descriptor = parse(text.getBytes(Charset.forName("windows-1252")));

        assertThat(descriptor.extents().get(0).file()).contains("Büro.vmdk");
    }

    @Test
    void namesWithoutDeclarationAreUtf8OrLatin() throws IOException {
        String text = "RW 1 FLAT \"Büro.vmdk\" 0\n";

        assertThat(parse(text).extents().get(0).file()).contains("Büro.vmdk");
        assertThat(parse(text.getBytes(StandardCharsets.ISO_8859_1))
                        .extents()
                        .get(0)
                        .file())
                .contains("Büro.vmdk");
    }

    @Test
    void textEndsAtTheFirstZeroByte() throws IOException {
        assertThat(parse("CID=1\nRW 1 ZERO\n\0\0RW 2 ZERO\n").extents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Disk DescriptorFile\nversion=1\n",
                "\u00ef\u00bb\u00bf# Disk DescriptorFile\r\n",
                "\n\n# made by hand\n# disk descriptorfile\n",
                "# Description file created by VMDK stream converter\nversion=1\n"
            })
    void descriptorIsKnownByItsContent(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(DescriptorText.startsAt(new MemorySource("d", bytes), 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "#!/bin/sh\n# Disk\n", "createType=1\n# Disk DescriptorFile\n", "\0# Disk DescriptorFile"})
    void otherTextIsNoDescriptor(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(DescriptorText.startsAt(new MemorySource("d", bytes), 0)).isFalse();
    }

    @Test
    void halfAParentIsRefused() {
        assertThatThrownBy(() -> parse("parentCID=1\n").parent())
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("does not say which file");
        assertThatThrownBy(() ->
                        parse("parentCID=ffffffff\nparentFileNameHint=\"x\"\n").parent())
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("its parentCID says there is none");
    }

    @Test
    void moreExtentsThanAnyDiskHasAreRefused() {
        assertThatThrownBy(() -> parse("RW 1 ZERO\n".repeat(5000)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("more than 4096 extents");
    }

    private static Descriptor parse(String text) throws IOException {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Descriptor parse(byte[] text) throws IOException {
        return DescriptorText.parse(new MemorySource("d", text), 0, text.length);
    }
}
