package org.p2vworkbench.media.agent;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;

/** Shared libraries out of packages, under the names that programs ask for: "libz.so.1", which a package has as "libz.so.1.2.13". */
final class Libraries {

    private static final Pattern FILE = Pattern.compile("((?:ld-linux|lib)[^/]*\\.so\\.\\d+)(?:\\.\\d+)*");

    /** Of the C library: lookups of names and of users, and what older programs still name. */
    private static final Pattern OF_C =
            Pattern.compile("(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|nss_dns|nss_files)\\.so)\\.\\d+");

    private Libraries() {}

    static Map<String, byte[]> of(List<HostPackage> packages) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        for (HostPackage each : packages) {
            boolean ofC = each.name().equals("libc6");
            DebFile.each(
                    each.file(), path -> asked(path, ofC) != null, (path, bytes) -> found.put(asked(path, ofC), bytes));
        }
        return found;
    }

    private static String asked(String path, boolean ofC) {
        if (!path.matches("(usr/)?lib/[^/]+-linux-gnu/[^/]+")) {
            return null;
        }
        Matcher file = FILE.matcher(path.substring(path.lastIndexOf('/') + 1));
        return file.matches() && (!ofC || OF_C.matcher(file.group(1)).matches()) ? file.group(1) : null;
    }
}
