package org.p2vworkbench.media.disc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;

/** What ISOLINUX and PXELINUX want beside them: their own other half, and the question whether a processor has 64 bits. */
final class SyslinuxModules {

    private static final List<String> NAMES = List.of("ldlinux.c32", "ifcpu64.c32", "libcom32.c32", "libutil.c32");

    private SyslinuxModules() {}

    static void into(Path folder, HostPackage syslinuxCommon) throws IOException {
        for (String name : NAMES) {
            Files.write(folder.resolve(name), DebFile.file(syslinuxCommon, "usr/lib/syslinux/modules/bios/" + name));
        }
    }
}
