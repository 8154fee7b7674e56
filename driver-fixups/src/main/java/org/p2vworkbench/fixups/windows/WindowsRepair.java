package org.p2vworkbench.fixups.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.plan.VirtualHardware;
import org.p2vworkbench.fixups.registry.HiveFormatException;
import org.p2vworkbench.fixups.registry.RegistryEdit;
import org.p2vworkbench.fixups.windows.boot.BootConfiguration;
import org.p2vworkbench.fixups.windows.boot.BootIni;
import org.p2vworkbench.fixups.windows.boot.FastStartup;
import org.p2vworkbench.fixups.windows.boot.NtfsBootSector;
import org.p2vworkbench.fixups.windows.boot.StopScreen;
import org.p2vworkbench.fixups.windows.boot.UefiFallback;
import org.p2vworkbench.fixups.windows.drivers.DriverTable;
import org.p2vworkbench.fixups.windows.facts.NoWindowsException;
import org.p2vworkbench.fixups.windows.facts.WindowsFacts;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;
import org.p2vworkbench.fixups.windows.guest.VirtioWin;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;
import org.p2vworkbench.fixups.windows.guest.WindowsHives;
import org.p2vworkbench.fixups.windows.hive.HiveDraft;
import org.p2vworkbench.fixups.windows.hive.RegistryCheck;
import org.p2vworkbench.fixups.windows.network.StaticAddresses;
import org.p2vworkbench.fixups.windows.ntfs.Consent;
import org.p2vworkbench.fixups.windows.ntfs.SystemVolume;
import org.p2vworkbench.fixups.windows.risk.DiskRisks;
import org.p2vworkbench.fixups.windows.risk.MemoryFiles;
import org.p2vworkbench.fixups.windows.risk.Risks;
import org.p2vworkbench.fixups.windows.services.FilterLists;
import org.p2vworkbench.fixups.windows.services.UnfitServices;
import org.p2vworkbench.fixups.windows.services.UnknownMiniports;
import org.p2vworkbench.fixups.windows.storage.BusChoice;
import org.p2vworkbench.fixups.windows.storage.DisksOnline;
import org.p2vworkbench.fixups.windows.storage.InBoxControllers;
import org.p2vworkbench.fixups.windows.storage.LargeIdeDisks;
import org.p2vworkbench.fixups.windows.storage.VirtioDrivers;

/**
 * What a Windows guest needs to run on KVM.
 *
 * @param guest what it is, for people and programs
 * @param hardware empty when the guest cannot be repaired
 * @param hives with what is planned for them
 * @param facts as they were before anything was planned; empty when its registry cannot be read
 */
public record WindowsRepair(
        Map<String, String> guest,
        RepairPlan plan,
        Optional<VirtualHardware> hardware,
        List<HiveDraft> hives,
        Optional<WindowsFacts> facts) {

    /** First a way to the boot disk, then the old ways are closed, then filters that lead nowhere any more. */
    private static final List<Fixup<WindowsGuest>> FIXUPS = List.of(
            new Risks(),
            new DiskRisks(),
            new MemoryFiles(),
            new InBoxControllers(),
            new VirtioDrivers(),
            new UnfitServices(),
            new UnknownMiniports(),
            new FilterLists(),
            new LargeIdeDisks(),
            new DisksOnline(),
            new StopScreen(),
            new FastStartup(),
            new NtfsBootSector(),
            new BootIni(),
            new BootConfiguration(),
            new UefiFallback(),
            new StaticAddresses());

    public WindowsRepair {
        guest = new LinkedHashMap<>(guest);
        hives = List.copyOf(hives);
    }

    /**
     * What is known beside the guest itself.
     *
     * @param virtioWin drivers for virtual hardware, when there are any to give
     * @param consents to lose what Windows was in the middle of
     */
    public record Given(
            MachineFacts machine, DriverTable drivers, Optional<VirtioWin> virtioWin, Set<Consent> consents) {}

    /**
     * Plans the repair; a guest that cannot be repaired has a finding that says why, and no changes.
     *
     * @param folder for copies of the hives, which must stay as long as this is used
     */
    public static WindowsRepair plan(GuestTree files, Given given, Path folder) throws IOException {
        Draft draft = new Draft(files);
        new SystemVolume(given.consents()).plan(draft.edits(SystemVolume.fixup()));
        Optional<String> root = WindowsHives.systemRoot(files);
        if (root.isEmpty()) {
            return refused(
                    draft,
                    "No folder of the system volume has a registry of Windows NT in it (system32\\config\\SYSTEM).");
        }
        try {
            return plan(draft, root.get(), given, folder);
        } catch (HiveFormatException damaged) {
            return refused(draft, "The registry cannot be read: " + damaged.getMessage());
        } catch (NoWindowsException incomplete) {
            return refused(draft, "The registry does not describe a Windows that starts: " + incomplete.getMessage());
        }
    }

    private static WindowsRepair plan(Draft draft, String root, Given given, Path folder) throws IOException {
        Edits registry = draft.edits("registry-logs");
        WindowsHives hives = new WindowsHives(draft, folder, root);
        HiveDraft system = hives.open("SYSTEM", registry);
        HiveDraft software = hives.open("SOFTWARE", registry);
        WindowsFacts facts = WindowsFacts.read(system.original(), software.original());
        Optional<HiveDraft> bootStore = facts.version().atLeast(6, 0) ? hives.bootStore() : Optional.empty();
        WindowsGuest guest = new WindowsGuest(
                root, facts, system, software, bootStore, given.drivers(), given.machine(), given.virtioWin());
        for (Fixup<WindowsGuest> fixup : FIXUPS) {
            fixup.plan(guest, draft.edits(fixup.name()));
        }
        List<HiveDraft> edited = new ArrayList<>(List.of(system, software));
        bootStore.ifPresent(edited::add);
        registry.check(new RegistryCheck(edited, folder));
        return new WindowsRepair(
                shown(facts, bootStore),
                draft.plan(),
                Optional.of(BusChoice.of(guest, draft)),
                edited,
                Optional.of(facts));
    }

    private static WindowsRepair refused(Draft draft, String why) {
        Finding finding = new Finding(
                "WIN-REGISTRY",
                Severity.BLOCKER,
                why,
                "See whether this Windows starts on the old machine; '--no-fixup' converts it as it is.");
        List<Finding> findings = new ArrayList<>(draft.plan().findings());
        findings.add(finding);
        RepairPlan nothing = new RepairPlan(List.of(), findings);
        return new WindowsRepair(Map.of("kind", "windows"), nothing, Optional.empty(), List.of(), Optional.empty());
    }

    private static Map<String, String> shown(WindowsFacts facts, Optional<HiveDraft> bootStore) throws IOException {
        WindowsVersion version = facts.version();
        Map<String, String> guest = new LinkedHashMap<>();
        guest.put("kind", "windows");
        guest.put("product", version.product());
        guest.put("release", version.release().orElse(""));
        guest.put("version", "%d.%d.%d".formatted(version.major(), version.minor(), version.build()));
        guest.put("servicePack", version.servicePack());
        guest.put("edition", version.edition());
        guest.put("architecture", version.architecture().folder());
        guest.put("role", version.role().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        guest.put("computerName", facts.computerName());
        guest.put("controlSet", facts.controlSets().current());
        facts.hal().ifPresent(hal -> guest.put("hal", hal.shown()));
        if (bootStore.isPresent()) {
            guest.put("starts", BootConfiguration.starts(bootStore.get()));
        }
        guest.put("clock", facts.boot().clockUtc() ? "utc" : "localtime");
        guest.values().removeIf(String::isEmpty);
        return guest;
    }

    /** What regedit does in the new machine to take the registry back; what it did not have is deleted. */
    public List<RegistryEdit> undoInRunningWindows() throws IOException {
        List<RegistryEdit> undo = new ArrayList<>();
        for (HiveDraft hive : hives) {
            for (RegistryEdit edit : hive.undo()) {
                undo.add(edit.inCurrentControlSet(guest.getOrDefault("controlSet", "")));
            }
        }
        return undo;
    }

    /** What was planned for the registry. */
    public List<RegistryEdit> edits() {
        return hives.stream().flatMap(hive -> hive.edits().stream()).toList();
    }
}
