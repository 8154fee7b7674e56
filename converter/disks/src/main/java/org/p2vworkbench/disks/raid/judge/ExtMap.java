package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.p2vworkbench.disks.BlockSource;

/**
 * ext2, ext3 and ext4.
 *
 * <p>Copies of the superblock carry their group's number. With metadata checksums (ext4 of today) every inode gives its
 * number away ({@link Crc32cBackwards}), and the group descriptors say where an inode of that number lies; a folder's
 * first block carries its inode's number, and that inode says where the block lies. Without checksums only the
 * superblocks are witnesses, and the survey has to judge.
 */
final class ExtMap implements StructureMap {

    /** So few of the 2^32 possible numbers are valid that one inode alone is believed. */
    private static final long FEW_INODES = 1 << 22;

    private static final int LISTED = 12;

    private final ExtSuperblock superblock;
    /** Inode tables by group, as far as descriptors were seen. */
    private final Map<Long, Long> tables;
    /** First blocks of folders by inode. */
    private final Map<Long, Long> folders;

    private ExtMap(ExtSuperblock superblock) {
        this.superblock = superblock;
        tables = new TreeMap<>();
        folders = new HashMap<>();
    }

    static Optional<StructureMap> startingAt(Window window, int at) {
        return ExtSuperblock.parse(window, at + ExtSuperblock.AT)
                .filter(found -> found.group() == 0)
                .map(ExtMap::new);
    }

    /** From a superblock: a copy, or the first one where the chunk ends between it and the filesystem's start. */
    static Optional<StructureMap> fromWithin(Window window, int at) {
        return ExtSuperblock.parse(window, at).map(ExtMap::new);
    }

    @Override
    public String label() {
        return "ext filesystem " + superblock.uuid();
    }

    @Override
    public String identity() {
        return label();
    }

    @Override
    public long sizeBytes() {
        return superblock.sizeBytes();
    }

    /** Takes in a block of group descriptors, known by the checksums of its first two. */
    @Override
    public StructureMap learning(Window window, int at) {
        if (superblock.hasChecksums() && tables.size() < superblock.groups()) {
            int perBlock = superblock.blockBytes() / superblock.descriptorBytes();
            if (isDescriptor(window, at, 0)
                    && (superblock.groups() == 1 || isDescriptor(window, at + superblock.descriptorBytes(), 1))) {
                for (int i = 0; i < perBlock && i < superblock.groups(); i++) {
                    int descriptor = at + i * superblock.descriptorBytes();
                    if (isDescriptor(window, descriptor, i)) {
                        tables.put((long) i, inodeTable(window, descriptor));
                    }
                }
            }
        }
        if (superblock.hasChecksums()) {
            ExtInode inode = new ExtInode(window, at, superblock);
            for (int i = 0; i < Math.max(1, 512 / superblock.inodeBytes()); i++) {
                learnFolder(new ExtInode(window, at + i * superblock.inodeBytes(), superblock));
            }
        }
        return this;
    }

    private void learnFolder(ExtInode inode) {
        if (inode.isUsed() && inode.isFolder() && inode.firstBlock() > 0) {
            inode.number().ifPresent(number -> folders.putIfAbsent(number, inode.firstBlock()));
        }
    }

    private long inodeTable(Window window, int descriptor) {
        long high = superblock.descriptorBytes() > 32 ? window.u32(descriptor + 0x28) << 32 : 0;
        return window.u32(descriptor + 8) | high;
    }

    private boolean isDescriptor(Window window, int at, int group) {
        if (!window.has(at, superblock.descriptorBytes())
                || inodeTable(window, at) <= 0
                || inodeTable(window, at) >= superblock.blocks()) {
            return false;
        }
        int crc = superblock.checksumSeed();
        for (int i = 0; i < 4; i++) {
            crc = Crc32cBackwards.forth(crc, (byte) (group >>> 8 * i));
        }
        crc = Crc32cBackwards.forth(crc, window.bytes(), at, at + 0x1e);
        crc = Crc32cBackwards.forth(Crc32cBackwards.forth(crc, (byte) 0), (byte) 0);
        crc = Crc32cBackwards.forth(crc, window.bytes(), at + 0x20, at + superblock.descriptorBytes());
        return (crc & 0xffff) == window.u16(at + 0x1e);
    }

    @Override
    public long claim(Window window, int at) {
        if (window.u16(at + 56) == 0xef53) {
            return ExtSuperblock.parse(window, at)
                    .filter(copy -> copy.uuid().equals(superblock.uuid()))
                    .map(ExtSuperblock::at)
                    .orElse(NOWHERE);
        }
        if (!superblock.hasChecksums()) {
            return listClaim(window, at);
        }
        if (window.u8(at + 8) == '.' && isFolderStart(window, at)) {
            Long block = folders.get(window.u32(at));
            return block == null ? NOWHERE : block * superblock.blockBytes();
        }
        return inodeClaim(window, at);
    }

    /**
     * A list of blocks that follow one another: ext2 and ext3 allocate it right before the first of them. True of a file
     * written in one go, so that some claim wrongly, and those do not agree with one another.
     */
    private long listClaim(Window window, int at) {
        long first = window.u32(at);
        if (first <= superblock.firstBlock() + 1
                || first >= superblock.blocks()
                || at < 4
                || window.u32(at - 4) == first - 1 // the middle of a list
                || !window.has(at, superblock.blockBytes())) {
            return NOWHERE;
        }
        for (int i = 1; i < LISTED; i++) {
            if (window.u32(at + 4 * i) != first + i) {
                return NOWHERE;
            }
        }
        return (first - 1) * superblock.blockBytes();
    }

    private long inodeClaim(Window window, int at) {
        ExtInode inode = new ExtInode(window, at, superblock);
        OptionalLong number = inode.isUsed() ? inode.number() : OptionalLong.empty();
        if (number.isEmpty() || superblock.inodes() > FEW_INODES && !isFollowed(window, at, number.getAsLong())) {
            return NOWHERE;
        }
        long index = (number.getAsLong() - 1) % superblock.groupInodes();
        Long table = tables.get((number.getAsLong() - 1) / superblock.groupInodes());
        long address = index * superblock.inodeBytes();
        return table == null || address % 512 != 0 ? NOWHERE : table * superblock.blockBytes() + address;
    }

    private boolean isFollowed(Window window, int at, long number) {
        ExtInode next = new ExtInode(window, at + superblock.inodeBytes(), superblock);
        return next.isUsed() && next.number().equals(OptionalLong.of(number + 1));
    }

    /** A folder begins with itself, "." of record length 12, and its parent. */
    static boolean isFolderStart(Window block, int at) {
        return block.u16(at + 4) == 12
                && block.u8(at + 6) == 1
                && block.u8(at + 8) == '.'
                && block.u8(at + 18) == 2
                && block.u16(at + 20) == 0x2e2e;
    }

    @Override
    public List<Landmark> landmarks() {
        List<Landmark> wanted = new ArrayList<>();
        int blockBytes = superblock.blockBytes();
        wanted.add(new Landmark(superblock.descriptorAt(0), 64L << 10));
        tables.forEach((group, table) -> wanted.add(new Landmark(table * blockBytes, 512L << 10)));
        for (long group = 1; group < superblock.groups() && wanted.size() < 64; group++) {
            if (superblock.hasCopy(group)) {
                wanted.add(new Landmark(
                        (superblock.firstBlock() + group * superblock.groupBlocks()) * blockBytes, 8L << 10));
            }
        }
        folders.values().stream()
                .sorted()
                .limit(256)
                .forEach(block -> wanted.add(new Landmark(block * blockBytes, 4096)));
        return wanted;
    }

    @Override
    public void survey(BlockSource volume, Survey survey) throws IOException {
        new ExtSurvey(volume, superblock, survey).run();
    }
}
