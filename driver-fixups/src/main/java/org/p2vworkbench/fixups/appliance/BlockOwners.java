package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files have bytes in a range of a filesystem, as the filesystem's own tools tell, which mount nothing:
 * {@code debugfs} (e2fsprogs) and {@code ntfscluster} (ntfs-3g). Both read all there is of inodes or the MFT, so one
 * question takes as long as that.
 *
 * <p>The library has no call for either, and its {@code debug sh} runs what is in the appliance. Names may hold any byte,
 * and the binding can carry few: they come in base64.
 */
final class BlockOwners {

    /** Of filesystems with a million inodes; without KVM it is slow. */
    private static final int SECONDS = 300;

    /** The library's messages end at 4 MiB. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Set<String> EXT = Set.of("ext2", "ext3", "ext4");
    private static final String NTFS = "ntfs";

    private final GuestFS handle;

    BlockOwners(GuestFS handle) {
        this.handle = handle;
    }

    static boolean tells(String type) {
        return EXT.contains(type) || type.equals(NTFS);
    }

    /** @param device as the library names it; nothing from inside a guest */
    List<String> in(String device, String type, long from, long length) throws LibGuestFSException {
        if (EXT.contains(type)) {
            return inExt(device, from, length);
        }
        if (type.equals(NTFS)) {
            return inNtfs(device, from, length);
        }
        throw new IllegalArgumentException("nobody tells of " + type);
    }

    private List<String> inExt(String device, long from, long length) throws LibGuestFSException {
        long blockBytes = Long.parseLong(handle.tune2fs_l(device).getOrDefault("Block size", "4096"));
        String blocks = "$(seq -s ' ' %d %d)".formatted(from / blockBytes, (from + length - 1) / blockBytes);
        String inside = inside(device);
        TreeSet<Long> inodes = ExtAnswers.inodes(output("debugfs -R \"icheck %s\" %s".formatted(blocks, inside)));
        if (inodes.isEmpty()) {
            return List.of();
        }
        String wanted = String.join(" ", inodes.stream().map(String::valueOf).toList());
        return ExtAnswers.names(output("debugfs -R \"ncheck %s\" %s".formatted(wanted, inside)), inodes);
    }

    /** Bytes per sector are those of the boot sector, at 11; ntfscluster makes clusters of them. */
    private List<String> inNtfs(String device, long from, long length) throws LibGuestFSException {
        String inside = inside(device);
        String sector = "$(od -An -tu2 -j11 -N2 %s)".formatted(inside);
        return NtfsAnswers.names(output("s=%s; ntfscluster -f -q -s $((%d / s))-$((%d / s)) %s"
                .formatted(sector, from, from + length - 1, inside)));
    }

    /**
     * The name that a shell in the appliance has to use. The appliance finds its disks in any order, and the library
     * translates the names of what it is asked, but neither what {@code debug sh} runs nor what this call answers.
     */
    private String inside(String device) throws LibGuestFSException {
        return handle.mountable_device(device);
    }

    /** What a command prints. One that ends with a complaint has printed what it knows; one that is stopped has not. */
    private String output(String command) throws LibGuestFSException {
        String script =
                "timeout %d sh -c '%s' > /tmp/p2v-owners 2>/dev/null; [ $? -lt 124 ] && head -c %d /tmp/p2v-owners | base64 -w0"
                        .formatted(SECONDS, command.replace("'", "'\\''"), MOST_BYTES);
        String text = handle.debug("sh", new String[] {script});
        return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
