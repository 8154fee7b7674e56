package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.volume.VolumeArea;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumePart;

/** One volume group: which physical volumes are there, and what becomes of its logical ones. */
final class GroupAssembly {

    private final VgDescription vg;
    private final List<PhysicalVolume> found;
    private final List<String> unreadable;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Optional<BlockSource>> physical = new HashMap<>();

    /** @param unreadable labels that could not be read: any of them may be one that this group misses */
    GroupAssembly(VgDescription vg, List<PhysicalVolume> found, List<String> unreadable) {
        this.vg = vg;
        this.found = found;
        this.unreadable = unreadable;
    }

    VolumeGroup assemble() throws IOException {
        Map<String, List<VolumeArea>> areas = new PvAreas(vg).byPhysicalVolume();
        List<VolumePart> parts = new ArrayList<>();
        for (Map.Entry<String, VgDescription.Pv> pv : vg.physicalVolumes().entrySet()) {
            parts.add(part(pv.getKey(), pv.getValue(), areas.getOrDefault(pv.getKey(), List.of())));
        }
        if (physical.values().stream().anyMatch(Optional::isEmpty)) {
            findings.addAll(unreadable);
        }
        tellOfStatus();
        return new VolumeGroup("lvm2", vg.name(), vg.id(), parts, new GroupVolumes(vg, physical).all(), findings);
    }

    private VolumePart part(String name, VgDescription.Pv pv, List<VolumeArea> areas) {
        List<PhysicalVolume> claims = found.stream()
                .filter(volume -> volume.uuid().equals(pv.id()) && volume.mayBelongTo(vg))
                .toList();
        claims.forEach(this::tellOfDescription);
        Optional<BlockSource> source =
                claims.size() == 1 && !pv.missing() ? Optional.of(claims.get(0).source()) : Optional.empty();
        physical.put(name, source);
        String known = pv.device().isEmpty() ? name : pv.device();
        if (!claims.isEmpty()) {
            known = claims.stream().map(claim -> claim.source().name()).collect(Collectors.joining(", "));
        }
        if (claims.isEmpty()) {
            findings.add("Physical volume %s (%s, last seen as %s) is not among the disks: add the disk it is on."
                    .formatted(name, pv.id(), pv.device()));
        } else if (claims.size() > 1) {
            findings.add("%s all say that they are physical volume %s (%s): copies of one another, or the same disk on"
                            .formatted(known, name, pv.id())
                    + " several paths. None is read; name only one of them.");
        } else if (pv.missing()) {
            findings.add("%s is there, but the group went on without it: its data is old and is not read. If that is"
                            .formatted(known)
                    + " wrong, 'vgextend --restoremissing' on the old machine takes it back.");
        }
        return new VolumePart(pv.id(), known, source, pv.sizeBytes(), areas);
    }

    private void tellOfDescription(PhysicalVolume volume) {
        findings.addAll(volume.damage());
        volume.group()
                .filter(own -> own.seqno() < vg.seqno())
                .ifPresent(own -> findings.add(
                        "%s holds an older description of the group (sequence number %d, the newest is %d): was it away for a while?"
                                .formatted(volume.source().name(), own.seqno(), vg.seqno())));
        volume.group()
                .filter(own -> own.seqno() == vg.seqno() && !own.equals(vg))
                .ifPresent(own -> findings.add(
                        "%s describes the group differently under the same sequence number %d: disks of it were changed"
                                        .formatted(volume.source().name(), own.seqno())
                                + " apart from one another. Compare 'vgcfgbackup' of both halves."));
    }

    private void tellOfStatus() {
        if (vg.status().contains("EXPORTED")) {
            findings.add("The group was exported (vgexport) to be moved to another machine.");
        }
        if (vg.logicalVolumes().values().stream().anyMatch(lv -> lv.status().contains("PVMOVE"))) {
            findings.add("A pvmove was under way: volumes are read from where they were.");
        }
    }
}
