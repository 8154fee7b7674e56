package org.p2vworkbench.converter.recovery;

/**
 * Names as Clonezilla has them. Disks are sda, sdb, ... whatever the old machine called them: a restore renames them to
 * those of its target by replacing text, which plain names cannot mislead.
 */
final class DeviceNames {

    private static final int LETTERS = 26;

    private DeviceNames() {}

    /** Of the disk with this index: sda to sdz, sdaa and so on, as the kernel counts. */
    static String disk(int index) {
        StringBuilder letters = new StringBuilder();
        for (int left = index; left >= 0; left = left / LETTERS - 1) {
            letters.insert(0, (char) ('a' + left % LETTERS));
        }
        return "sd" + letters;
    }

    /** What the files of a logical volume begin with. */
    static String volume(String group, String volume) {
        return group + "-" + volume;
    }

    /**
     * Whether a group's or volume's name may stand in file names that are found by patterns, and in lists that are
     * searched by regular expressions. LVM also allows dots and plus signs: "root.*-img*" would find root.old's too.
     */
    static boolean isPlain(String name) {
        return name.matches("[A-Za-z0-9_][A-Za-z0-9_-]*");
    }
}
