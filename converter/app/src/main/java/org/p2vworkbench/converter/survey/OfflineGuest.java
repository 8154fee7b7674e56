package org.p2vworkbench.converter.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.agent.inventory.survey.Survey;
import org.p2vworkbench.converter.process.RunFolder;
import org.p2vworkbench.fixups.description.GuestDescription;
import org.p2vworkbench.fixups.description.LinuxDescription;
import org.p2vworkbench.fixups.description.WindowsDescription;
import org.p2vworkbench.reports.inventory.GuestFacts;

/** What was read of a guest from its disks, as facts of an inventory. */
record OfflineGuest(GuestDescription description, List<String> disks, Clock clock, String at) {

    private static final String REGISTRY = "registry";
    private static final double SURE = 1;
    private static final double LIKELY = 0.8;

    /** @param disks names of the machine's disks, in its order */
    GuestFacts facts() throws IOException {
        GuestNode node = description.windows().isPresent()
                ? windows(description.windows().get())
                : description.linux().isPresent() ? linux(description.linux().get()) : GuestNode.empty(at);
        return node.fact("systems", description.systems(), "the volumes", SURE)
                .fact("filesystems", filesystems(), "the mounted filesystems", SURE)
                .facts();
    }

    private GuestNode windows(WindowsDescription windows) {
        return GuestNode.empty(at)
                .fact("family", "windows", REGISTRY, SURE)
                .fact("id", "windows", REGISTRY, SURE)
                .fact("name", windows.name(), REGISTRY, SURE)
                .fact("version", windows.version(), REGISTRY, SURE)
                .fact("kernel", "NT " + windows.version(), REGISTRY, SURE)
                .fact("bits", windows.bits(), REGISTRY, SURE)
                .fact("hostName", windows.hostName(), REGISTRY, SURE)
                .fact("domain", windows.domain(), REGISTRY, SURE)
                .fact("timeZone", windows.timeZone(), REGISTRY, SURE)
                .fact("clockInUtc", windows.clockInUtc(), REGISTRY, SURE)
                .fact("bootLoaders", List.of(windows.bootLoader()), REGISTRY, LIKELY)
                .fact(
                        "addresses",
                        windows.addresses().stream()
                                .map(one -> Map.of(
                                        "name", one.name(),
                                        "way", one.way(),
                                        "address", one.address(),
                                        "file", REGISTRY))
                                .toList(),
                        REGISTRY,
                        SURE)
                .fact("nameServers", windows.nameServers(), REGISTRY, SURE)
                .fact("gateways", windows.gateways(), REGISTRY, SURE)
                .fact("encrypted", windows.encrypted(), "signatures on the volumes", SURE)
                .fact("roles", windows.roles(), REGISTRY, SURE)
                .fact("software", windows.software(), REGISTRY, SURE)
                .fact("licence", windows.licence(), REGISTRY, SURE)
                .fact("driverPolicyBlocks", windows.driverPolicyBlocks(), REGISTRY, SURE)
                .fact("virtioDriversExist", windows.virtioDriversExist(), "its version", LIKELY)
                .fact("processorKernelMismatch", windows.otherProcessorKernel(), REGISTRY, LIKELY)
                .fact("ghostCards", windows.ghostCards(), REGISTRY, LIKELY);
    }

    /** Its configuration is read by who reads that of a running Linux; what only runs there is not claimed. */
    private GuestNode linux(LinuxDescription linux) throws IOException {
        Path folder = RunFolder.temporary("guest");
        try {
            for (Map.Entry<String, String> text : linux.configuration().entrySet()) {
                Path file = folder.resolve(text.getKey()).normalize();
                if (file.startsWith(folder)) {
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, text.getValue());
                }
            }
            GuestNode node =
                    GuestNode.ofRecording(Survey.ofRecording(folder, clock, "").json(), at);
            linux.bits().ifPresent(bits -> node.fact("bits", bits, "a program's header", SURE));
            return (linux.bits().isEmpty() ? node.without("bits") : node)
                    .without("gateways")
                    .without("iscsiTargets")
                    .without("packages")
                    .without("initramfsHasVirtio")
                    .fact("kernel", linux.kernel(), "the boot loader", SURE)
                    .fact("hostName", linux.hostName(), "etc/hostname", SURE)
                    .fact("bootLoaders", linux.bootLoaders(), "the files of the boot loader", SURE)
                    .fact("software", linux.services(), "services that start by themselves", SURE);
        } finally {
            RunFolder.removeAll(folder);
        }
    }

    private List<Map<String, Object>> filesystems() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (GuestDescription.Room room : description.rooms()) {
            Map<String, Object> filesystem = new LinkedHashMap<>();
            filesystem.put("device", device(room));
            filesystem.put("place", room.place());
            filesystem.put("type", room.type());
            filesystem.put("readOnly", false);
            filesystem.put("sizeBytes", room.sizeBytes());
            filesystem.put("usedBytes", Math.max(0, room.sizeBytes() - room.freeBytes()));
            filesystem.put("availableBytes", room.freeBytes());
            all.add(filesystem);
        }
        return all;
    }

    /** As the old machine called it; the appliance has its own names. */
    private String device(GuestDescription.Room room) {
        boolean onADisk = room.disk().isPresent()
                && room.partition().isPresent()
                && room.disk().getAsInt() < disks.size();
        return onADisk
                ? "/dev/"
                        + SeenDisks.partitionName(
                                disks.get(room.disk().getAsInt()),
                                room.partition().getAsInt())
                : room.device();
    }
}
