package org.p2vworkbench.disks.image.qcow2;

import java.util.Optional;

/**
 * What a new image is to be like.
 *
 * @param clusterBits a cluster is {@code 1 << clusterBits} bytes, 9 (512 bytes) to 21 (2 MiB)
 * @param backing the image this one is a layer over
 */
public record Qcow2Options(int clusterBits, Qcow2Compression compression, Optional<Backing> backing) {

    private static final int DEFAULT_CLUSTER_BITS = 16;

    public Qcow2Options {
        if (clusterBits < Qcow2Format.CLUSTER_BITS_LEAST || clusterBits > Qcow2Format.CLUSTER_BITS_MOST) {
            throw new IllegalArgumentException("clusters of 2^%d bytes".formatted(clusterBits));
        }
    }

    public static Qcow2Options compressed(Qcow2Compression compression) {
        return new Qcow2Options(DEFAULT_CLUSTER_BITS, compression, Optional.empty());
    }

    public static Qcow2Options layerOver(String file, String format) {
        return new Qcow2Options(DEFAULT_CLUSTER_BITS, Qcow2Compression.NONE, Optional.of(new Backing(file, format)));
    }

    /** The same image in clusters of another size. */
    public Qcow2Options inClustersOf(int bytes) {
        if (Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("clusters of %d bytes, which is no power of two".formatted(bytes));
        }
        return new Qcow2Options(Integer.numberOfTrailingZeros(bytes), compression, backing);
    }

    public int clusterBytes() {
        return 1 << clusterBits;
    }

    /** The image below a layer: a file name relative to the layer's folder, and its format as qemu calls it. */
    public record Backing(String file, String format) {}
}
