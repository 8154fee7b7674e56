package org.p2vworkbench.disks.raid.ddf;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.Structure;

/**
 * One of the two copies of everything a disk says: a primary or secondary header and the sections it points to.
 *
 * @param damage what of it could not be read or fails its checksum, a sentence each
 */
record DdfCopy(
        DeviceBlocks from,
        DdfHeader header,
        Optional<ControllerData> controller,
        List<PhysicalDisk> physical,
        List<VirtualDisk> virtual,
        List<VolumeRecord> volumes,
        List<SpareRecord> spares,
        Optional<DiskData> own,
        Set<DdfCrc> checksums,
        List<String> damage,
        List<Structure> structures) {

    DdfCopy {
        physical = List.copyOf(physical);
        virtual = List.copyOf(virtual);
        volumes = List.copyOf(volumes);
        spares = List.copyOf(spares);
        checksums = Set.copyOf(EnumSet.copyOf(checksums));
        damage = List.copyOf(damage);
        structures = List.copyOf(structures);
    }

    boolean isSound() {
        return damage.isEmpty();
    }

    boolean isAdaptec() {
        return controller.filter(ControllerData::isAdaptec).isPresent();
    }

    /** Which of the group's disks this one is; -1 when it does not know. */
    long reference() {
        return own.map(DiskData::reference).orElse(-1L);
    }
}
