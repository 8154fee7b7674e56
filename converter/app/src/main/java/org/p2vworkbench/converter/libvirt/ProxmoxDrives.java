package org.p2vworkbench.converter.libvirt;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of Proxmox's drive names each drive gets. There is one kind of SCSI adapter in a machine, and only so many of
 * each name (qemu-server 9.2, QemuServer/Drive.pm); what finds no place goes to SATA, which most guests drive.
 */
final class ProxmoxDrives {

    private static final Map<String, Integer> MOST = Map.of("ide", 4, "sata", 6, "scsi", 31, "virtio", 16);

    private final Map<String, Domain.Disk> disks = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Map<String, Integer> taken = new LinkedHashMap<>();
    private final Optional<String> adapter;

    ProxmoxDrives(Domain domain) {
        adapter = domain.scsiControllers().stream()
                .flatMap(model -> adapter(model).stream())
                .findFirst();
        for (int i = 0; i < domain.disks().size(); i++) {
            Domain.Disk disk = domain.disks().get(i);
            Optional<String> name = name(disk.at());
            if (name.isPresent()) {
                disks.put(name.get(), disk);
            } else {
                notes.add("Disk %d has no place left: Proxmox has no more drives of its kind.".formatted(i));
            }
        }
    }

    /** By name, in boot order. */
    Map<String, Domain.Disk> disks() {
        return disks;
    }

    /** A name for a CD-ROM drive. */
    Optional<String> cdrom(Placement at) {
        return at.bus() == TargetBus.IDE ? free("ide", at.unit()).or(() -> next("sata")) : next("sata");
    }

    Optional<String> adapter() {
        return adapter;
    }

    Set<String> notes() {
        return notes;
    }

    private Optional<String> name(Placement at) {
        return switch (at.bus()) {
            case IDE -> free("ide", at.unit());
            case SATA -> next("sata");
            case VIRTIO -> next("virtio");
            case SCSI -> {
                TargetScsi model = at.scsi().orElseThrow();
                if (adapter(model).equals(adapter) && adapter.isPresent()) {
                    yield next("scsi");
                }
                notes.add("Proxmox has no second kind of SCSI adapter, and none like %s: disks of it are on SATA."
                        .formatted(model.xmlName()));
                yield next("sata");
            }
        };
    }

    private static Optional<String> adapter(TargetScsi model) {
        return switch (model) {
            case LSILOGIC -> Optional.of("lsi");
            case PVSCSI -> Optional.of("pvscsi");
            case VIRTIO_SCSI -> Optional.of("virtio-scsi-pci");
            case LSISAS1068 -> Optional.empty();
        };
    }

    private Optional<String> free(String kind, int number) {
        String name = kind + number;
        return number < MOST.get(kind) && taken.put(name, number) == null ? Optional.of(name) : Optional.empty();
    }

    private Optional<String> next(String kind) {
        for (int i = 0; i < MOST.get(kind); i++) {
            if (!taken.containsKey(kind + i)) {
                return free(kind, i);
            }
        }
        return Optional.empty();
    }
}
