package org.p2vworkbench.fixups.appliance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ntfscluster} answers to a range (ntfscluster(8)): {@code Inode 64 /file.txt/$DATA} for each attribute that
 * has clusters there, {@code $DATA(stream)} for a stream with a name, {@code /./$INDEX_ALLOCATION($I30)} for the root.
 */
final class NtfsAnswers {

    private static final Pattern OWNER = Pattern.compile("Inode \\d{1,18} (/.*)/\\$([A-Z_]+)(?:\\((.*)\\))?");

    private NtfsAnswers() {}

    static List<String> names(String output) {
        return output.lines()
                .map(OWNER::matcher)
                .filter(Matcher::matches)
                .map(NtfsAnswers::name)
                .distinct()
                .toList();
    }

    /** What a folder's index or a list of rights lies in is the folder or file; a stream is told by its name. */
    private static String name(Matcher owner) {
        String path = owner.group(1).equals("/.") ? "/" : owner.group(1);
        return owner.group(2).equals("DATA") && owner.group(3) != null ? path + ":" + owner.group(3) : path;
    }
}
