package org.p2vworkbench.media.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.media.parts.FakeDeb;
import org.p2vworkbench.media.parts.HostPackage;

class LibrariesTest {

    @TempDir
    private Path folder;

    @Test
    void lieUnderTheNamesThatProgramsAskFor() throws IOException {
        HostPackage c = deb(
                "libc6",
                "lib/i386-linux-gnu/ld-linux.so.2",
                "lib/i386-linux-gnu/libc.so.6",
                "lib/i386-linux-gnu/libnss_hesiod.so.2",
                "usr/share/doc/libc6/copyright");
        HostPackage cpp = deb(
                "libstdc++6",
                "usr/lib/i386-linux-gnu/libstdc++.so.6.0.30",
                "usr/share/gdb/auto-load/usr/lib/i386-linux-gnu/libstdc++.so.6.0.30-gdb.py");
        HostPackage z = deb("zlib1g", "lib/i386-linux-gnu/libz.so.1.2.13");

        assertThat(Libraries.of(List.of(c, cpp, z)).keySet())
                .containsExactlyInAnyOrder("ld-linux.so.2", "libc.so.6", "libstdc++.so.6", "libz.so.1");
        assertThat(Libraries.of(List.of(z)).get("libz.so.1")).as("not the link").hasSize(1);
    }

    private HostPackage deb(String name, String... files) throws IOException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        for (String file : files) {
            content.put(file, new byte[] {1});
        }
        Path deb = FakeDeb.write(folder.resolve(name + ".deb"), "Package: " + name + "\n", content);
        return new HostPackage(name, "1", "i386", List.of(), deb);
    }
}
