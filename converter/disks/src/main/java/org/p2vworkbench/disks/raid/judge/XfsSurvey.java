package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/** Follows group headers to the tree of inodes, that to inodes, and inodes to folders and to the ends of files. */
final class XfsSurvey {

    static final long FREE_HEADER = 0x58414746; // "XAGF"
    static final long INODE_HEADER = 0x58414749; // "XAGI"
    private static final int GROUPS = 32;
    private static final int RECORDS_IN_ALL = 64;
    private static final int INODES_PER_RECORD = 8;
    private static final int DEEPEST = 8;
    private static final int FOLDER = 0x4000;
    private static final int REGULAR = 0x8000;
    private static final int EXTENTS = 2;

    private final BlockSource volume;
    private final XfsSuperblock superblock;
    private final Survey survey;

    XfsSurvey(BlockSource volume, XfsSuperblock superblock, Survey survey) {
        this.volume = volume;
        this.superblock = superblock;
        this.survey = survey;
    }

    void run() throws IOException {
        long step = Math.max(1, superblock.groups() / GROUPS);
        long each = Math.max(2, RECORDS_IN_ALL / Math.min(GROUPS, superblock.groups()));
        for (long group = 0; group < superblock.groups() && !survey.isEnough(); group += step) {
            long at = superblock.groupAt(group);
            long freeAt = at + superblock.sectorBytes();
            Window free = survey.read(volume, freeAt, 512);
            survey.found(freeAt, free.bigU32(0) == FREE_HEADER && free.bigU32(8) == group);
            long inodesAt = at + 2L * superblock.sectorBytes();
            Window inodes = survey.read(volume, inodesAt, 512);
            boolean right = inodes.bigU32(0) == INODE_HEADER && inodes.bigU32(8) == group;
            survey.found(inodesAt, right);
            if (right) {
                tree(group, inodes.bigU32(20), inodes.bigU32(24), each);
            }
        }
    }

    private void tree(long group, long root, long levels, long records) throws IOException {
        long block = root;
        int header = superblock.version() >= 5 ? 56 : 16;
        for (int depth = 0; depth < Math.min(levels, DEEPEST); depth++) {
            long at = superblock.groupAt(group) + block * superblock.blockBytes();
            Window node = survey.read(volume, at, superblock.blockBytes());
            boolean right = node.bigU32(0) == (superblock.version() >= 5 ? 0x49414233L : 0x49414254L); // IAB3, IABT
            survey.found(at, right);
            int level = node.bigU16(4);
            int count = node.bigU16(6);
            if (!right || count == 0 || !node.has(header, count * 4)) {
                return;
            }
            if (level == 0) {
                leaf(group, node, header, count, records);
                return;
            }
            int pointers = header + (superblock.blockBytes() - header) / 8 * 4;
            block = node.bigU32(pointers + 4 * survey.random().nextInt(count));
        }
    }

    private void leaf(long group, Window node, int header, int count, long records) throws IOException {
        for (long i = 0; i < Math.min(records, count) && !survey.isEnough(); i++) {
            long chosen = count <= records ? i : survey.random().nextInt(count);
            int record = header + (int) chosen * 16;
            long first = group << superblock.groupBlocksLog() + superblock.inodesPerBlockLog() | node.bigU32(record);
            long free = node.bigBits64(record + 8);
            int seen = 0;
            int start = survey.random().nextInt(64);
            for (int j = 0; j < 64 && seen < INODES_PER_RECORD; j++) {
                int index = (start + j) % 64;
                if ((free >>> index & 1) == 0) {
                    inode(first + index);
                    seen++;
                }
            }
        }
    }

    private void inode(long number) throws IOException {
        long at = superblock.inodeAt(number);
        if (at == StructureMap.NOWHERE) {
            return;
        }
        Window inode = survey.read(volume, at, superblock.inodeBytes());
        boolean named = inode.u8(4) >= 3;
        survey.found(at, inode.bigU16(0) == 0x494e && (!named || inode.bigBits64(152) == number));
        int type = inode.bigU16(2) & 0xf000;
        long extents = inode.bigU32(76);
        int fork = named ? 176 : 100;
        if (inode.u8(5) != EXTENTS || extents == 0 || !inode.has(fork, (int) Math.min(extents, 1000) * 16)) {
            return;
        }
        if (type == FOLDER) {
            folder(inode, fork);
        } else if (type == REGULAR) {
            file(inode, fork + ((int) extents - 1) * 16);
        }
    }

    private static long startBlock(Window inode, int extent) {
        return (inode.bigBits64(extent) & 0x1ff) << 43 | inode.bigBits64(extent + 8) >>> 21;
    }

    private void folder(Window inode, int extent) throws IOException {
        long at = superblock.blockAt(startBlock(inode, extent));
        Window block = survey.read(volume, at, 512);
        String magic = magic(block);
        survey.found(at, magic.equals("XDB3") || magic.equals("XDD3") || magic.equals("XD2B") || magic.equals("XD2D"));
    }

    private static String magic(Window block) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append((char) block.u8(i));
        }
        return text.toString();
    }

    private void file(Window inode, int extent) throws IOException {
        long size = inode.bigBits64(56);
        long first = inode.bigBits64(extent) << 1 >>> 10;
        long blocks = inode.bigBits64(extent + 8) & 0x1fffff;
        long within = (size - 1) / superblock.blockBytes() - first;
        boolean unwritten = inode.bigBits64(extent) < 0;
        if (size > 0 && within >= 0 && within < blocks && !unwritten) {
            long at = superblock.blockAt(startBlock(inode, extent) + within);
            Window block = survey.read(volume, at, superblock.blockBytes());
            survey.endOfFile(block, (int) (size % superblock.blockBytes()), at, true);
        }
    }
}
