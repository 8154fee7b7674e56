package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/** Follows group descriptors to inode tables, inodes to folders and to the ends of files. */
final class ExtSurvey {

    private static final int GROUPS = 48;
    private static final int BLOCKS_OF_TABLES = 96;
    private static final int FILES_PER_BLOCK = 16;
    private static final int INODES_UNUSED = 1;
    /** Some of the reserved inodes have times and nothing else. */
    private static final int LAST_RESERVED = 11;

    private final BlockSource volume;
    private final ExtSuperblock superblock;
    private final Survey survey;
    private final ExtExtents extents;

    ExtSurvey(BlockSource volume, ExtSuperblock superblock, Survey survey) {
        this.volume = volume;
        this.superblock = superblock;
        this.survey = survey;
        extents = new ExtExtents(volume, superblock, survey);
    }

    void run() throws IOException {
        if (superblock.hasMetaGroups()) {
            return;
        }
        long groups = superblock.groups();
        long step = Math.max(1, groups / GROUPS);
        long blocksEach = Math.max(2, BLOCKS_OF_TABLES / Math.min(GROUPS, groups));
        for (long group = 0; group < groups && !survey.isEnough(); group += step) {
            if (superblock.hasCopy(group)) {
                copy(group);
            }
            group(group, blocksEach);
        }
    }

    private void copy(long group) throws IOException {
        long at = (superblock.firstBlock() + group * superblock.groupBlocks()) * superblock.blockBytes();
        boolean there = ExtSuperblock.parse(survey.read(volume, at, 1024), 0)
                .filter(copy -> copy.group() == group && copy.uuid().equals(superblock.uuid()))
                .isPresent();
        survey.found(at, there);
    }

    private void group(long group, long blocks) throws IOException {
        long at = superblock.descriptorAt(group);
        Window descriptor = survey.read(volume, at, superblock.descriptorBytes());
        boolean wide = superblock.descriptorBytes() > 32;
        long table = descriptor.u32(8) | (wide ? descriptor.u32(0x28) << 32 : 0);
        long free = descriptor.u16(14) | (wide ? (long) descriptor.u16(0x2e) << 16 : 0);
        long unused = descriptor.u16(28) | (wide ? (long) descriptor.u16(0x32) << 16 : 0);
        boolean possible = table > superblock.firstBlock()
                && table < superblock.blocks()
                && free <= superblock.groupInodes()
                && (!superblock.hasDescriptorChecksums() || unused <= superblock.groupInodes());
        survey.found(at, possible);
        boolean empty = superblock.hasDescriptorChecksums() && (descriptor.u16(18) & INODES_UNUSED) != 0;
        if (!possible || empty) {
            return;
        }
        long used = superblock.groupInodes() - (superblock.hasDescriptorChecksums() ? unused : free);
        long usedBlocks = (used + superblock.inodesPerBlock() - 1) / superblock.inodesPerBlock();
        for (long i = 0; i < Math.min(blocks, usedBlocks) && !survey.isEnough(); i++) {
            long chosen = usedBlocks <= blocks ? i : survey.random().nextInt((int) usedBlocks);
            long first = group * superblock.groupInodes() + chosen * superblock.inodesPerBlock() + 1;
            inodes((table + chosen) * superblock.blockBytes(), first);
        }
    }

    private void inodes(long at, long first) throws IOException {
        Window block = survey.read(volume, at, superblock.blockBytes());
        int files = 0;
        for (int i = 0; i < superblock.inodesPerBlock(); i++) {
            ExtInode inode = new ExtInode(block, i * superblock.inodeBytes(), superblock);
            if (!inode.isUsed()) {
                if (first + i > LAST_RESERVED && inode.isNonsense()) {
                    survey.found(at, false);
                    return;
                }
                continue;
            }
            if (superblock.hasChecksums() && files == 0) {
                long number = first + i;
                inode.number()
                        .ifPresentOrElse(
                                found -> survey.found(at, found == number),
                                () -> survey.found(at, superblock.inodeBytes() == 128));
            }
            if (inode.isFolder()) {
                boolean right = folder(inode, first + i);
                if (right && !superblock.hasChecksums()) {
                    survey.found(at, true); // Nothing else says that this is the block of these inodes.
                }
            } else if (inode.isRegular() && files < FILES_PER_BLOCK) {
                file(inode);
            }
            files++;
        }
    }

    private boolean folder(ExtInode inode, long number) throws IOException {
        if (inode.firstBlock() <= 0) {
            return false;
        }
        long at = inode.firstBlock() * superblock.blockBytes();
        Window start = survey.read(volume, at, 512);
        boolean right = ExtMap.isFolderStart(start, 0) && start.u32(0) == number;
        survey.found(at, right);
        return right;
    }

    private void file(ExtInode inode) throws IOException {
        if (inode.size() <= 0 || inode.size() > superblock.sizeBytes() || inode.isInline()) {
            return;
        }
        long last = extents.lastBlock(inode);
        if (last > 0) {
            long at = last * superblock.blockBytes();
            Window block = survey.read(volume, at, superblock.blockBytes());
            if (block.length() == 0) {
                survey.found(at, false);
            }
            survey.endOfFile(block, (int) (inode.size() % superblock.blockBytes()), at, true);
        }
    }
}
