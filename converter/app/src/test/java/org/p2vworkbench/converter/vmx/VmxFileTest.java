package org.p2vworkbench.converter.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;

class VmxFileTest {

    @Test
    void keysAreTheSameInAnyCase() throws IOException {
        assertThat(parse("DisplayNAME = \"Old One\"").text("displayName")).contains("Old One");
    }

    @Test
    void escapesBecomeTheirCharacters() throws IOException {
        VmxFile file = parse("annotation = \"Some |7Ctext|7C |22quoted|22|0Aline |C3|A9 |4 |\"");

        assertThat(file.text("annotation")).contains("Some |text| \"quoted\"\nline é |4 |");
    }

    @Test
    void encodingOfTheFileIsHonoured() throws IOException {
        byte[] japanese = ".encoding = \"Shift_JIS\"\ndisplayName = \"表サーバ\"".getBytes(Charset.forName("Shift_JIS"));
        byte[] undeclared = "displayName = \"Büro\"".getBytes(Charset.forName("windows-1252"));
        byte[] unknown = ".encoding = \"EBCDIC-NO\"\ndisplayName = \"Büro\"".getBytes(StandardCharsets.UTF_8);

        assertThat(VmxFile.parse("a", japanese).text("displayName")).contains("表サーバ");
        assertThat(VmxFile.parse("b", undeclared).text("displayName")).contains("Büro");
        assertThat(VmxFile.parse("c", unknown).text("displayName")).contains("Büro");
    }

    @Test
    void quotesAreOptionalAndCommentsArePassedOver() throws IOException {
        VmxFile file = parse("#!/usr/bin/vmware\r\n\r\n  memsize = 512 # MB\r\n # no = \"1\"\rname=\"a # b\" # c\n");

        assertThat(file.text("memsize")).contains("512");
        assertThat(file.text("name")).contains("a # b");
        assertThat(file.keys()).containsExactly("memsize", "name");
    }

    @Test
    void lastOfTwoValuesCountsAndANoteSaysSo() throws IOException {
        VmxFile file = parse("memsize = \"512\"\nMemSize = \"1024\"\n= nothing\nno equals sign");

        assertThat(file.number("memsize", 1, 1, 4096)).isEqualTo(1024);
        assertThat(file.notes())
                .containsExactly(
                        "test.vmx line 2 gives memsize again; this last value counts",
                        "test.vmx line 3 is not of the form key = \"value\" and was passed over",
                        "test.vmx line 4 is not of the form key = \"value\" and was passed over");
    }

    @Test
    void numbersOutOfBoundsAreRefusedWithTheirKey() {
        for (String value : new String[] {"0", "-1", "abc", "9223372036854775808", "99999999999"}) {
            assertThatThrownBy(() -> VmxMachine.of(parse("memsize = \"" + value + "\""), "x"))
                    .isInstanceOf(DiskFormatException.class)
                    .hasMessageContaining("memsize is \"" + value + "\", expected a number from 1 to 67108864");
        }
    }

    @Test
    void whatDoesNotMatterDoesNotStopAConversion() throws IOException {
        VmxMachine machine = VmxMachine.of(
                parse("svga.vramSize = \"auto\"\ncpuid.coresPerSocket = \"0\"\nnumvcpus = \"3\"\nuuid.bios = \"x\""),
                "x");

        assertThat(machine.hardware().videoMemoryBytes()).isEmpty();
        assertThat(machine.hardware().cpu().sockets()).isEqualTo(3);
        assertThat(machine.hardware().uuid()).isEmpty();
    }

    @Test
    void fileWithoutKeysIsRefused() {
        assertThatThrownBy(() -> parse("\0\0\0"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("test.vmx @ 0x0: holds no line of the form");
    }

    @Test
    void recognisedByContent() throws IOException {
        assertThat(recognises("config.version = \"8\"")).isTrue();
        assertThat(recognises("a = 1\n  VIRTUALHW.version=\"4\"")).isTrue();
        assertThat(recognises("KDMV config.version = \"8\"")).isFalse();
        assertThat(recognises("# Disk DescriptorFile\nversion=1")).isFalse();
        assertThat(recognises("")).isFalse();
    }

    @Test
    void onlyIoExceptionsEscapeMutatedFiles() {
        String seed = ".encoding = \"UTF-8\"\nconfig.version = \"8\"\nmemsize = \"512\"\nnumvcpus = \"4\"\n"
                + "scsi0:0.present = \"TRUE\"\nscsi0:0.fileName = \"a|22.vmdk\"\nethernet0.present = \"TRUE\"\n"
                + "ethernet0.address = \"00:50:56:11:22:33\"\nuuid.bios = \"56 4d 96 af e6 46 bd 86-5c 4d 65 4e 77 36 ef 31\"\n"
                + "rtc.diffFromUTC = \"3600\"\nide1:0.present = \"TRUE\"\nide1:0.deviceType = \"cdrom-raw\"\n";
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            VmxFuzz.fuzzerTestOneInput(bytes);
        }
    }

    private static boolean recognises(String text) throws IOException {
        return VmxFile.recognises(new MemorySource("f", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static VmxFile parse(String text) throws IOException {
        return VmxFile.parse("test.vmx", text.getBytes(StandardCharsets.UTF_8));
    }
}
