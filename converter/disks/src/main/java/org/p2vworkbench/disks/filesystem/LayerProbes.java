package org.p2vworkbench.disks.filesystem;

import java.util.List;

/**
 * Layers below a filesystem that this program names and does not read: caches, replicas, pools, checksums. Each cites
 * where its header is written down; integers are little-endian where nothing else is said.
 */
final class LayerProbes {

    /** Linux include/uapi/linux/bcache.h, struct cache_sb. */
    private static final Probe BCACHE = new Magic(
            0x1000,
            0x68,
            0x18,
            "\u00c6\u0085s\u00f6N\u001aE\u00ca\u0082e\u00f5\u007fH\u00bam\u0081",
            header -> new FilesystemSignature("bcache", "", header.utf8(0x48, 32), header.uuid(0x28)));

    /** bcachefs-tools, struct bch_sb. */
    private static final Probe BCACHEFS = new Magic(
            0x1000,
            0x68,
            0x18,
            "\u00c6\u0085s\u00f6f\u00ce\u0090\u00a9\u00d9j`\u00cf\u0080=\u00f7\u00ef",
            header -> new FilesystemSignature("bcachefs", "", header.utf8(0x48, 32), header.uuid(0x38)));

    /** DRBD, struct md_on_disk_08 (drivers/block/drbd/drbd_main.c): big-endian, in the last 4096 bytes. */
    private static final Probe DRBD_08 = drbd("\u0083t\u0002k", "v08", 40);

    /** Its successor of 8.4 for a device in use ("unclean"). */
    private static final Probe DRBD_084 = drbd("\u0083t\u0002l", "v08", 40);

    private static final Probe DRBD_09 = drbd("\u0083t\u0002m", "v09", 48);

    /** VDO, struct vdo_geometry_block. */
    private static final Probe VDO =
            new Magic(0, 56, 0, "dmvdo001", header -> new FilesystemSignature("vdo", "", "", header.uuid(40)));

    /** Stratis design document, "BDA", static header, first copy. */
    private static final Probe STRATIS = Magic.naming("stratis", 512, 4, "!Stra0tis\u0086\u00ff\u0002^Arh");

    /** Linux drivers/md/dm-integrity.c, struct superblock. */
    private static final Probe INTEGRITY = new Magic(
            0,
            16,
            0,
            "integrt\0",
            header -> new FilesystemSignature("DM_integrity", Integer.toString(header.u8(8)), "", ""));

    /** cryptsetup lib/verity/verity.c, struct verity_sb. */
    private static final Probe VERITY = new Magic(
            0,
            32,
            0,
            "verity\0\0",
            header -> new FilesystemSignature("DM_verity_hash", Long.toString(header.u32(8)), "", header.uuid(16)));

    /** Linux drivers/md/dm-snap-persistent.c, struct disk_header: the store of an old LVM snapshot. */
    private static final Probe SNAPSHOT_STORE = Magic.naming("DM_snapshot_cow", 0, 0, "SnAp");

    /** vmfs-tools, vmfs_fs.h and vmfs_volume.h. */
    private static final Probe VMFS = new Magic(
            0x200000,
            0x9a,
            0,
            "^\u00f1\u00ab/",
            header -> new FilesystemSignature(
                    "VMFS", Integer.toString(header.u8(8)), header.utf8(0x1d, 128 - 7), vmfsId(header, 9)));

    private static final Probe VMFS_EXTENT = new Magic(
            0x100000,
            0x92,
            0,
            "\r\u00d0\u0001\u00c0",
            header -> new FilesystemSignature("VMFS_volume_member", Long.toString(header.u32(4)), "", ""));

    /** The pool database of Windows Storage Spaces, at the start of its partition or one page in. */
    private static final Probe STORAGE_SPACES = Magic.naming("Storage_Spaces", 0, 0, "SPACEDB ");

    private static final Probe STORAGE_SPACES_PAGE = Magic.naming("Storage_Spaces", 0x1000, 0, "SPACEDB ");

    static final List<Probe> ALL = List.of(
            BCACHE,
            BCACHEFS,
            DRBD_08,
            DRBD_084,
            DRBD_09,
            VDO,
            STRATIS,
            INTEGRITY,
            VERITY,
            SNAPSHOT_STORE,
            VMFS_EXTENT,
            VMFS,
            STORAGE_SPACES,
            STORAGE_SPACES_PAGE,
            new ZfsProbe());

    private LayerProbes() {}

    private static Probe drbd(String magic, String version, int uuidAt) {
        return new Magic(
                -4096,
                64,
                60,
                magic,
                header -> new FilesystemSignature(
                        "drbd", version, "", Long.toHexString(Long.reverseBytes(header.bits64(uuidAt)))));
    }

    /** Two 32-bit and one 16-bit little-endian groups, then six bytes, as ESX prints it. */
    private static String vmfsId(Glimpse header, int at) {
        StringBuilder id =
                new StringBuilder("%08x-%08x-%04x-".formatted(header.u32(at), header.u32(at + 4), header.u16(at + 8)));
        for (int i = at + 10; i < at + 16; i++) {
            id.append("%02x".formatted(header.u8(i)));
        }
        return id.toString();
    }
}
