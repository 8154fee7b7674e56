package org.p2vworkbench.disks.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.OutsideTool;

/** A sparse file with a filesystem on it, made by the program that everybody makes it with. */
public record Volume(Path file) {

    /** @param maker program and options; the file is its last argument */
    public static Volume made(Path file, long bytes, String... maker) throws IOException {
        OutsideTool program = OutsideTool.named(maker[0]);
        assumeTrue(program.isInstalled(), maker[0] + " is not installed: its filesystems are not checked");
        Files.deleteIfExists(file);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        List<Object> arguments = new ArrayList<>(List.of(maker).subList(1, maker.length));
        arguments.add(file);
        program.run(arguments.toArray());
        return new Volume(file);
    }

    public BlockSource open() throws IOException {
        return RawFile.open(file);
    }

    public Allocation allocation() throws IOException {
        try (BlockSource volume = open()) {
            return Allocations.of(volume).orElseThrow();
        }
    }

    public void agreesWithPartclone(String program) throws IOException {
        PartcloneImage image = PartcloneImage.of(program, file);
        try (BlockSource volume = open()) {
            image.agreesWith(Allocations.of(volume).orElseThrow(), volume);
        }
    }

    /** The volume as it arrives when only what is in use is copied, over what was never zero before. */
    public Volume copiedUsedOnly() throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".used");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        byte[] garbage = new byte[1 << 16];
        new Random(1).nextBytes(garbage);
        try (BlockSource volume = open();
                FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            Allocation allocation = Allocations.of(volume).orElseThrow();
            assertThat(allocation.wholeBecause()).isEmpty();
            for (Extent run : allocation.map().orElseThrow().used(0, volume.size())) {
                if (run.isZero()) {
                    spoil(volume, run, garbage, out);
                }
            }
        }
        return new Volume(copy);
    }

    /** Nothing may depend on an unused block: neither on zeros nor on what was there. Holes stay holes, for speed. */
    private static void spoil(BlockSource volume, Extent unused, byte[] garbage, FileChannel out) throws IOException {
        long at = unused.offset();
        while (at < unused.end()) {
            int length = (int) Math.min(garbage.length, unused.end() - at);
            boolean nearEdge = at == unused.offset() || at + length == unused.end();
            if (nearEdge || !volume.extents(at, at + length).runs().stream().allMatch(Extent::isZero)) {
                out.write(ByteBuffer.wrap(garbage, 0, length), at);
            }
            at += length;
        }
    }

    /** Changes bytes in place. */
    public Volume patched(long at, int... bytes) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "rw")) {
            in.seek(at);
            for (int next : bytes) {
                in.write(next);
            }
        }
        return this;
    }

    public byte[] bytes(long at, int length) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[length];
            in.seek(at);
            in.readFully(bytes);
            return bytes;
        }
    }
}
