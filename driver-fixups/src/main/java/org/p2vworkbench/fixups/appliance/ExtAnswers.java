package org.p2vworkbench.fixups.appliance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code debugfs} answers to {@code icheck} and {@code ncheck} (debugfs(8)): a table of two columns each. Names are
 * as the guest has them, so a line proves nothing: one for an inode that nobody asked for is passed over.
 */
final class ExtAnswers {

    private static final Pattern BLOCK = Pattern.compile("\\d{1,18}\\t(\\d{1,10})");
    private static final Pattern NAME = Pattern.compile("(\\d{1,10})\\t+(/.*)");

    /** Inodes below this one are the filesystem's own (ext4 disk layout, "Special inodes"); 2 is its root. */
    private static final long FIRST_OF_FILES = 11;

    private static final long JOURNAL = 8;
    private static final long ROOT = 2;

    private ExtAnswers() {}

    /** Blocks that are free, or hold tables, have none. */
    static TreeSet<Long> inodes(String icheck) {
        TreeSet<Long> inodes = new TreeSet<>();
        icheck.lines().forEach(line -> {
            Matcher block = BLOCK.matcher(line);
            if (block.matches()) {
                inodes.add(Long.parseLong(block.group(1)));
            }
        });
        return inodes;
    }

    /** A name for each inode; what has none says what it is. */
    static List<String> names(String ncheck, SortedSet<Long> inodes) {
        Map<Long, String> known = new HashMap<>();
        ncheck.lines().forEach(line -> {
            Matcher name = NAME.matcher(line);
            if (name.matches()) {
                known.putIfAbsent(Long.parseLong(name.group(1)), name.group(2).replaceFirst("^/+", "/"));
            }
        });
        List<String> names = new ArrayList<>();
        for (long inode : inodes) {
            names.add(known.getOrDefault(inode, nameless(inode)));
        }
        return names;
    }

    private static String nameless(long inode) {
        if (inode == ROOT) {
            return "/";
        }
        if (inode == JOURNAL) {
            return "(the filesystem's journal)";
        }
        return inode < FIRST_OF_FILES
                ? "(inode %d, the filesystem's own)".formatted(inode)
                : "(inode %d, which has no name)".formatted(inode);
    }
}
