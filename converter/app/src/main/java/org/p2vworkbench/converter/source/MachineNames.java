package org.p2vworkbench.converter.source;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for folders and files, made from whatever people called their machines; each is given out once. */
public final class MachineNames {

    private static final int LONGEST = 64;

    private final Set<String> given = new HashSet<>();

    /** The name itself, or with "-2" and so on. */
    public String unique(String wanted) {
        String plain = plain(wanted);
        String candidate = plain;
        for (int i = 2; !given.add(candidate); i++) {
            candidate = plain + "-" + i;
        }
        return candidate;
    }

    /** Of {@code [a-z0-9._-]}, beginning with a letter or digit, so that it is neither hidden nor an option. */
    public static String plain(String wanted) {
        String plain = Normalizer.normalize(wanted, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("[^a-z0-9]+$", "");
        return cut.isEmpty() ? "machine" : cut;
    }

    /** The last component of a path in any host's spelling, without its ending. */
    public static String stem(String path) {
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }
}
