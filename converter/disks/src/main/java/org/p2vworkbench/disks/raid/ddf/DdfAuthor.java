package org.p2vworkbench.disks.raid.ddf;

/** Who wrote a group's metadata, as far as that changes what a field means. */
enum DdfAuthor {
    /** Linux: its qualifiers mean what the kernel does. */
    MDADM,
    ADAPTEC,
    OTHER;

    /** "Linux-MD", which mdadm puts into the GUIDs it makes. */
    private static final String LINUX_MD = "4C696E75:782D4D44";

    static DdfAuthor of(DdfCopy copy) {
        if (copy.header().guid().text().startsWith(LINUX_MD)) {
            return MDADM;
        }
        return copy.isAdaptec() ? ADAPTEC : OTHER;
    }
}
