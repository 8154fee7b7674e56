package org.p2vworkbench.fixups.linux.initramfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.p2vworkbench.fixups.linux.facts.KernelConfig;

/** An archive to be put behind an image: the kernel unpacks it over what is before it. */
final class DriverArchive {

    private static final int LZ4_MAGIC = 0x184C2102;
    private static final int LZ4_BLOCK = 8 << 20;

    private final Initramfs image;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    DriverArchive(Initramfs image) {
        this.image = image;
    }

    void add(Map<String, byte[]> more) {
        more.forEach((path, bytes) -> files.put(image.resolve(path).orElse(path), notShorter(path, bytes)));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Kernels of RHEL 5's age write over a file without cutting it off first, so what was longer must be covered. */
    private byte[] notShorter(String path, byte[] bytes) {
        CpioEntry before = image.files().get(image.resolve(path).orElse(path));
        if (before == null || before.sizeBytes() <= bytes.length || before.sizeBytes() > Integer.MAX_VALUE) {
            return bytes;
        }
        byte[] longer = Arrays.copyOf(bytes, (int) before.sizeBytes());
        if (!path.endsWith(".bin")) {
            Arrays.fill(longer, bytes.length, longer.length, (byte) '\n');
        }
        return longer;
    }

    /** @param imageBytes size of the image that this goes behind */
    byte[] bytes(long imageBytes, KernelConfig config) throws IOException {
        byte[] archive = archive();
        if (image.last().equals(Optional.of(Compression.LZ4))) {
            // What follows an lz4 stream must be more of it: many kernels read the next bytes as a block's size.
            return lz4(archive);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[CpioEntry.padding(imageBytes)]);
        if (lacksGzip(config)) {
            out.write(archive);
        } else {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(archive);
            }
        }
        return out.toByteArray();
    }

    /** Kernels from before there was a choice decompress gzip and do not say so. */
    private static boolean lacksGzip(KernelConfig config) {
        return !config.isSet("RD_GZIP")
                && Stream.of("RD_BZIP2", "RD_LZMA", "RD_XZ", "RD_LZO", "RD_LZ4", "RD_ZSTD")
                        .anyMatch(config::isSet);
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CpioWriter writer = new CpioWriter(out);
        TreeSet<String> folders = new TreeSet<>();
        for (String path : files.keySet()) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                folders.add(path.substring(0, slash));
            }
        }
        for (String folder : folders) {
            // One that is there keeps the mode it has.
            if (!image.files().containsKey(folder)) {
                writer.folder(folder, 0755);
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            CpioEntry before = image.files().get(file.getKey());
            writer.file(file.getKey(), before == null ? 0644 : before.mode() & 07777, file.getValue());
        }
        writer.finish();
        return out.toByteArray();
    }

    private static byte[] lz4(byte[] archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        littleEndian(out, LZ4_MAGIC);
        for (int at = 0; at < archive.length; at += LZ4_BLOCK) {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            try (BlockLZ4CompressorOutputStream compressor = new BlockLZ4CompressorOutputStream(block)) {
                compressor.write(archive, at, Math.min(LZ4_BLOCK, archive.length - at));
            }
            littleEndian(out, block.size());
            block.writeTo(out);
        }
        return out.toByteArray();
    }

    private static void littleEndian(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >> shift);
        }
    }
}
