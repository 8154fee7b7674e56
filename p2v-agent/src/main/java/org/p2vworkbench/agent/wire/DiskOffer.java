package org.p2vworkbench.agent.wire;

import java.util.EnumSet;
import java.util.Set;

/**
 * A disk that the agent would read.
 *
 * @param index by which requests name it; the same on every lane for as long as the agent runs
 * @param name the kernel's ("sda"), or the file's; what files and reports call it
 * @param path by which the agent opens it
 * @param serial number and {@code wwn} as far as the disk has them: what it is known by when its name has changed
 * @param sectorBytes logical sector: the unit of what can be read
 * @param blockBytes physical sector: the unit of what breaks
 */
public record DiskOffer(
        int index,
        Set<Trait> traits,
        long sizeBytes,
        int sectorBytes,
        int blockBytes,
        String name,
        String path,
        String model,
        String serial,
        String wwn) {

    /** Fields of fixed size, and the lengths of five texts. */
    private static final int LEAST_BYTES = 2 + 2 + 8 + 4 + 4 + 5 * 2;

    /** Yes or no. */
    public enum Trait {
        ROTATIONAL,
        REMOVABLE,
        /** An image file instead of a disk. */
        FILE,
        /** The running system may write to it while it is read. */
        IN_USE
    }

    public DiskOffer {
        traits = Set.copyOf(traits);
    }

    static DiskOffer read(Fields in) throws WireException {
        int index = in.u16("index");
        Set<Trait> traits = traits(in.u16("traits"));
        long size = in.u63("size");
        int sector = sectorSize(in);
        int block = sectorSize(in);
        return new DiskOffer(
                index,
                traits,
                size,
                sector,
                block,
                in.text("name"),
                in.text("path"),
                in.text("model"),
                in.text("serial number"),
                in.text("WWN"));
    }

    void write(FieldSink out) {
        out.u16(index).u16(bits()).u64(sizeBytes).u32(sectorBytes).u32(blockBytes);
        out.text(name).text(path).text(model).text(serial).text(wwn);
    }

    static int leastBytes() {
        return LEAST_BYTES;
    }

    /** Powers of two from 512 B to 1 MiB; larger is no disk's. */
    private static int sectorSize(Fields in) throws WireException {
        long bytes = in.u32("sector size");
        in.check(bytes >= 512 && bytes <= 1 << 20 && Long.bitCount(bytes) == 1, "sectors of %d bytes", bytes);
        return (int) bytes;
    }

    private static Set<Trait> traits(int bits) {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        for (Trait one : Trait.values()) {
            if ((bits >>> one.ordinal() & 1) != 0) {
                found.add(one);
            }
        }
        return found;
    }

    private int bits() {
        return traits.stream().mapToInt(one -> 1 << one.ordinal()).reduce(0, (a, b) -> a | b);
    }
}
