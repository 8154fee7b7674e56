package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;

/** Reads a header and what it points to; what is damaged is noted and left out. */
final class CopyReader {

    /** More than the specification's largest disk group has. */
    private static final int MOST_RECORDS = 4096;

    private static final int MOST_RECORD_BYTES = 1 << 20;

    /** Parses a section. */
    private interface Parser<T> {
        T parse(Block section) throws IOException;
    }

    private final DeviceBlocks from;
    private final DdfHeader header;
    private final Set<DdfCrc> checksums = EnumSet.noneOf(DdfCrc.class);
    private final List<String> damage = new ArrayList<>();
    private final List<Structure> structures = new ArrayList<>();
    private final List<VolumeRecord> volumes = new ArrayList<>();
    private final List<SpareRecord> spares = new ArrayList<>();

    private CopyReader(DeviceBlocks from, DdfHeader header) {
        this.from = from;
        this.header = header;
    }

    /** The copy whose header is at {@code lba}. */
    static DdfCopy read(DeviceBlocks from, long lba) throws IOException {
        Block block = from.section(lba, 0, DdfHeader.SIZE);
        DdfHeader header = DdfHeader.of(block, lba, from.blockBytes());
        CopyReader reader = new CopyReader(from, header);
        reader.structures.add(block.structure("DDF header"));
        reader.checked(header.crc(), "header");
        return reader.copy();
    }

    private DdfCopy copy() throws IOException {
        Optional<ControllerData> controller =
                section(header.controller(), DdfHeader.SIZE, "controller data", ControllerData::of);
        controller.ifPresent(found -> checked(found.crc(), "controller data"));
        Optional<List<PhysicalDisk>> physical = table(header.physical(), "physical disks", PhysicalDisk::all);
        Optional<List<VirtualDisk>> virtual = table(header.virtual(), "virtual disks", VirtualDisk::all);
        Optional<DiskData> own = section(header.diskData(), DdfHeader.SIZE, "disk data", DiskData::of);
        own.ifPresent(found -> checked(found.crc(), "disk data"));
        readRecords();
        return new DdfCopy(
                from,
                header,
                controller,
                physical.orElse(List.of()),
                virtual.orElse(List.of()),
                volumes,
                spares,
                own,
                checksums,
                damage,
                structures);
    }

    private <T> Optional<T> table(Section at, String what, Parser<T> parser) throws IOException {
        return section(at, 0, what, section -> {
            T table = parser.parse(section);
            checked(DdfCrc.of(section, section.length()), what);
            return table;
        });
    }

    private <T> Optional<T> section(Section at, int least, String what, Parser<T> parser) throws IOException {
        if (!at.isPresent()) {
            damage.add("The header at block %d names no section for %s.".formatted(header.lba(), what));
            return Optional.empty();
        }
        try {
            Block section = from.section(header.lba() + at.offset(), at.blocks(), least);
            T parsed = parser.parse(section);
            structures.add(section.structure("DDF " + what));
            return Optional.of(parsed);
        } catch (DiskFormatException damaged) {
            damage.add(damaged.getMessage() + ".");
            return Optional.empty();
        }
    }

    private void readRecords() throws IOException {
        long recordBytes = (long) header.recordBlocks() * from.blockBytes();
        Section section = header.configuration();
        if (!section.isPresent() || recordBytes == 0 || recordBytes > MOST_RECORD_BYTES) {
            damage.add("The header at block %d says that configuration records have %d bytes."
                    .formatted(header.lba(), recordBytes));
            return;
        }
        long count = Math.min(MOST_RECORDS, section.blocks() / header.recordBlocks());
        for (long i = 0; i < count; i++) {
            try {
                readRecord(header.lba() + section.offset() + i * header.recordBlocks());
            } catch (DiskFormatException damaged) {
                damage.add(damaged.getMessage() + ".");
                return;
            }
        }
    }

    private void readRecord(long lba) throws IOException {
        long magic = from.section(lba, 0, 4).u32(0, "signature");
        if (magic == VolumeRecord.MAGIC) {
            Block block = from.section(lba, header.recordBlocks(), 0);
            VolumeRecord record = VolumeRecord.of(block, header);
            checked(record.crc(), "volume record at block " + lba);
            volumes.add(record);
            structures.add(block.structure("DDF volume record"));
        } else if (magic == SpareRecord.MAGIC) {
            Block block = from.section(lba, header.recordBlocks(), 0);
            SpareRecord record = SpareRecord.of(block);
            checked(record.crc(), "spare record at block " + lba);
            spares.add(record);
            structures.add(block.structure("DDF spare record"));
        }
    }

    private void checked(DdfCrc crc, String what) {
        checksums.add(crc);
        if (crc == DdfCrc.NEITHER) {
            damage.add("%s: the checksum of the %s (copy at block %d) is wrong."
                    .formatted(from.disk().name(), what, header.lba()));
        }
    }
}
