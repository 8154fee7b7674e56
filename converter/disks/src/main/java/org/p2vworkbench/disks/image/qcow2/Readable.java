package org.p2vworkbench.disks.image.qcow2;

import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Whether this program can read what a header describes: encryption, and features it does not know, it cannot.
 *
 * <p>The dirty bit concerns reference counts, which reading never looks at. The corrupt bit forbids writing; qemu reads
 * such images and so do we, saying so in {@link Qcow2Image#format}.
 */
record Readable(Qcow2Header header, Block block) {

    private static final int CRYPT_AT = 32;
    private static final int INCOMPATIBLE_AT = 72;
    private static final int COMPRESSION_AT = 104;
    private static final int EXTENDED_L2_LEAST_CLUSTER_BITS = 14;

    private static final long KNOWN = Qcow2Format.INCOMPATIBLE_DIRTY
            | Qcow2Format.INCOMPATIBLE_CORRUPT
            | Qcow2Format.INCOMPATIBLE_DATA_FILE
            | Qcow2Format.INCOMPATIBLE_COMPRESSION_TYPE
            | Qcow2Format.INCOMPATIBLE_EXTENDED_L2;

    void check() throws DiskFormatException {
        checkFeatures();
        checkEncryption();
        checkCompression();
        if (header.has(Qcow2Format.INCOMPATIBLE_EXTENDED_L2) && header.clusterBits() < EXTENDED_L2_LEAST_CLUSTER_BITS) {
            throw block.damaged(
                    20,
                    "extended L2 entries need clusters of at least 16 KiB, these have %d bytes"
                            .formatted(header.clusterBytes()),
                    "The header is damaged; copy the image again from where it came from.");
        }
    }

    private void checkFeatures() throws DiskFormatException {
        long unknown = header.incompatible() & ~KNOWN;
        if (unknown != 0) {
            int bit = Long.numberOfTrailingZeros(unknown);
            String name = header.extension(Qcow2Extension.FEATURE_NAMES)
                    .map(Qcow2Features::parse)
                    .flatMap(names -> names.nameOf(Qcow2Features.Set.INCOMPATIBLE, bit))
                    .map(text -> " '" + text + "'")
                    .orElse("");
            throw block.damaged(
                    INCOMPATIBLE_AT,
                    "the image uses the feature%s (incompatible bit %d), which is not known here".formatted(name, bit),
                    "Convert it with the qemu-img that made it: qemu-img convert -O qcow2 IMAGE NEW.");
        }
    }

    private void checkEncryption() throws DiskFormatException {
        int method = header.cryptMethod();
        if (method != Qcow2Format.CRYPT_NONE) {
            String name =
                    method == Qcow2Format.CRYPT_AES ? "AES" : method == Qcow2Format.CRYPT_LUKS ? "LUKS" : "unknown";
            throw block.damaged(
                    CRYPT_AT,
                    "the image is encrypted (method %d, %s), and encrypted images are not read".formatted(method, name),
                    "Decrypt it where its key is: qemu-img convert --object secret,... --image-opts ... NEW.qcow2.");
        }
    }

    private void checkCompression() throws DiskFormatException {
        int type = header.compressionType();
        if (header.has(Qcow2Format.INCOMPATIBLE_COMPRESSION_TYPE) != (type != Qcow2Format.COMPRESSION_ZLIB)) {
            throw block.damaged(
                    COMPRESSION_AT,
                    "compression type is %d, and the feature bits say otherwise".formatted(type),
                    "The header is damaged; copy the image again from where it came from.");
        }
        if (type > Qcow2Format.COMPRESSION_ZSTD) {
            throw block.damaged(
                    COMPRESSION_AT,
                    "compression type is %d, known are 0 (zlib) and 1 (zstd)".formatted(type),
                    "Convert it with the qemu-img that made it: qemu-img convert -O qcow2 IMAGE NEW.");
        }
    }
}
