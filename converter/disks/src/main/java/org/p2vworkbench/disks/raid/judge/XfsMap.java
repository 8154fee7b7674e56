package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * XFS. In version 5 every inode carries its number and every block of a tree or a folder its address, beside the
 * filesystem's identifier (XFS Algorithms and Data Structures, 3rd edition, chapter 11, "Metadata Integrity"); in version
 * 4 only the headers of allocation groups carry theirs.
 */
final class XfsMap implements StructureMap {

    private static final int INODE = 0x494e;
    private static final int SECTOR = 512;

    /** Where the address and the identifier lie in blocks with a 32-bit magic number at their start. */
    private enum Numbered {
        FREE_BY_BLOCK("AB3B", 16, 32),
        FREE_BY_COUNT("AB3C", 16, 32),
        INODES("IAB3", 16, 32),
        FREE_INODES("FIB3", 16, 32),
        OWNERS("RMB3", 16, 32),
        SHARED("R3FC", 16, 32),
        EXTENTS("BMA3", 24, 40),
        FOLDER_BLOCK("XDB3", 8, 24),
        FOLDER_DATA("XDD3", 8, 24),
        FOLDER_FREE("XDF3", 8, 24),
        LINK("XSLM", 40, 16);

        private final long magic;
        private final int addressAt;
        private final int idAt;

        Numbered(String magic, int addressAt, int idAt) {
            this.magic = (long) magic.charAt(0) << 24 | magic.charAt(1) << 16 | magic.charAt(2) << 8 | magic.charAt(3);
            this.addressAt = addressAt;
            this.idAt = idAt;
        }
    }

    private final XfsSuperblock superblock;

    private XfsMap(XfsSuperblock superblock) {
        this.superblock = superblock;
    }

    static Optional<StructureMap> startingAt(Window window, int at) {
        return XfsSuperblock.parse(window, at).map(XfsMap::new);
    }

    @Override
    public String label() {
        return "XFS " + superblock.id();
    }

    @Override
    public String identity() {
        return label();
    }

    @Override
    public long sizeBytes() {
        return superblock.sizeBytes();
    }

    @Override
    public long claim(Window window, int at) {
        if (window.bigU16(at) == INODE) {
            boolean named = window.u8(at + 4) >= 3 && isOurs(window, at + 160);
            return named ? superblock.inodeAt(window.bigBits64(at + 152)) : NOWHERE;
        }
        long magic = window.bigU32(at);
        if (magic == XfsSurvey.FREE_HEADER || magic == XfsSurvey.INODE_HEADER) {
            return header(window, at, magic);
        }
        if (superblock.version() < 5) {
            return NOWHERE;
        }
        for (Numbered kind : Numbered.values()) {
            if (kind.magic == magic && isOurs(window, at + kind.idAt)) {
                long sector = window.bigBits64(at + kind.addressAt);
                boolean possible = sector >= 0 && sector < superblock.sizeBytes() / SECTOR;
                return possible ? sector * SECTOR : NOWHERE;
            }
        }
        return NOWHERE;
    }

    private long header(Window window, int at, long magic) {
        long group = window.bigU32(at + 8);
        boolean fits = group < superblock.groups()
                && (window.bigU32(at + 12) == superblock.groupBlocks() || group == superblock.groups() - 1);
        int sector = magic == XfsSurvey.FREE_HEADER ? 1 : 2;
        return fits ? superblock.groupAt(group) + (long) sector * superblock.sectorBytes() : NOWHERE;
    }

    private boolean isOurs(Window window, int at) {
        return window.bigBits64(at) == superblock.id().getMostSignificantBits()
                && window.bigBits64(at + 8) == superblock.id().getLeastSignificantBits();
    }

    /** Group headers, and the inodes that usually lie close behind them. */
    @Override
    public List<Landmark> landmarks() {
        List<Landmark> wanted = new ArrayList<>();
        long step = Math.max(1, superblock.groups() / 32);
        for (long group = 0; group < superblock.groups(); group += step) {
            wanted.add(new Landmark(superblock.groupAt(group), 512L << 10));
        }
        return wanted;
    }

    @Override
    public void survey(BlockSource volume, Survey survey) throws IOException {
        new XfsSurvey(volume, superblock, survey).run();
    }
}
