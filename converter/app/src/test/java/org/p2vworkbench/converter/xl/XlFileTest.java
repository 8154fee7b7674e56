package org.p2vworkbench.converter.xl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;

class XlFileTest {

    private static final String SEED = """
            # a domain
            name = "web1"; memory = 0x200
            vcpus = 2
            vif = [ 'mac=00:16:3e:00:00:01,bridge=br0', # the first
                    'bridge=br1' ]
            disk = [ 'phy:/dev/vg/root,xvda1,w', 'format=qcow2, vdev=xvdb, target=/a,b.qcow2', ]
            vnuma = [ [ "pnode=0" ], [ "pnode=1" ] ]
            """;

    @Test
    void stringsNumbersAndListsAreRead() throws IOException {
        XlFile file = parse(SEED);

        assertThat(file.text("name")).contains("web1");
        assertThat(file.number("memory", 1, 1000)).hasValue(512);
        assertThat(file.list("vif")).containsExactly("mac=00:16:3e:00:00:01,bridge=br0", "bridge=br1");
        assertThat(file.list("disk"))
                .containsExactly("phy:/dev/vg/root,xvda1,w", "format=qcow2, vdev=xvdb, target=/a,b.qcow2");
        assertThat(file.text("nothing")).isEmpty();
    }

    @Test
    void escapesBecomeTheirCharacters() throws IOException {
        assertThat(parse("name = 'a\\tb\\x41\\101\\'\\\\\\q'").text("name")).contains("a\tbAA'\\\\q");
    }

    @Test
    void lastOfTwoValuesCounts() throws IOException {
        assertThat(parse("name='a'\nname='b'").text("name")).contains("b");
    }

    @Test
    void programIsReadAsFarAsItIsWrittenOut() throws IOException {
        XlFile file = parse("""
                import os, re
                arch = os.uname()[4]
                if re.search('64', arch):
                    arch_libdir = 'lib64'
                    memory = 4096
                name = "old"
                device_model = '/usr/' + arch_libdir + '/xen/bin/qemu-dm'
                vnc = True
                text = \"\"\"three
                lines = 'here'
                \"\"\"
                vcpus = 2
                """);

        assertThat(file.text("name")).contains("old");
        assertThat(file.text("vnc")).contains("1");
        assertThat(file.number("vcpus", 1, 9)).hasValue(2);
        assertThat(file.passedOver()).containsExactly(1, 3);
        assertThat(file.keys()).doesNotContain("lines");
        assertThatThrownBy(() -> file.text("memory")).hasMessageContaining("line 5: memory is computed (4096)");
        assertThatThrownBy(() -> file.text("device_model"))
                .hasMessageContaining("line 7: device_model is computed ('/usr/' + arch_libdir")
                .isInstanceOfSatisfying(DiskFormatException.class, failure -> assertThat(failure.next())
                        .contains("Write the plain value"));
    }

    @Test
    void whatDoesNotEndIsPlacedWhereItBegins() {
        refused("name = 'a'\nextra = 'ro\nmemory = 1", "line 2 begins a string with ' that does not end");
        refused("name = 'a'\ndisk = [ 'x',\n'y'\n", "line 2 begins a list that is not closed");
        refused("disk = [ 'x'\n 'y' ]", "line 2 has two strings with no comma");
        refused("a = ( 1,\n 2", "line 1 opens a bracket that is not closed");
        refused("a = " + "[".repeat(1000), "line 1 has lists in more than 8 lists");
        refused("", "holds no line of the form key = value");
        refused("name = 'a'\0", "has a zero byte");
    }

    @Test
    void numbersHaveLimits() throws IOException {
        XlFile file = parse("vcpus = 99999999999999999999\nmemory = -1\nname = [ 'a' ]");

        assertThatThrownBy(() -> file.number("vcpus", 1, 8))
                .hasMessageContaining("line 1: vcpus is \"99999999999999999999\", expected a number from 1 to 8");
        assertThatThrownBy(() -> file.number("memory", 1, 8)).hasMessageContaining("\"-1\"");
        assertThatThrownBy(() -> file.text("name")).hasMessageContaining("line 3: name is a list");
    }

    @Test
    void contentTellsWhatItIs() throws IOException {
        assertThat(recognised(SEED)).isTrue();
        assertThat(recognised("name = \"x\"\nmemory = 1\n")).isFalse();
        assertThat(recognised("config.version = \"8\"\nmemsize = \"1\"\ndisplayName = \"x\"\n"))
                .isFalse();
        assertThat(recognised("default 0\ntitle x\nkernel /boot/vmlinuz\n")).isFalse();
    }

    @Test
    void mutatedFilesEndWithAMachineOrARefusal() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] original = SEED.getBytes(StandardCharsets.UTF_8);
        String telling = "[]'\"\\,;=#\n:(){}+-x0";
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = original.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = random.nextBoolean()
                        ? (byte) telling.charAt(random.nextInt(telling.length()))
                        : (byte) random.nextInt();
            }
            try {
                XlFuzz.fuzzerTestOneInput(bytes);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(why);
    }

    private static boolean recognised(String text) throws IOException {
        return XlFile.recognises(new MemorySource("some.cfg", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static XlFile parse(String text) throws IOException {
        return XlFile.parse("web1.cfg", text.getBytes(StandardCharsets.UTF_8));
    }
}
