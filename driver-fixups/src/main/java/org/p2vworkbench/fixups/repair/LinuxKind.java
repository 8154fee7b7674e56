package org.p2vworkbench.fixups.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.description.GuestDescription;
import org.p2vworkbench.fixups.description.LinuxDescription;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.LinuxRepair;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest;
import org.p2vworkbench.fixups.linux.loader.BootLoader;
import org.p2vworkbench.fixups.plan.BootCode;

/** Linux of any distribution. */
final class LinuxKind implements GuestKind {

    @Override
    public boolean is(GuestRoot root) {
        return root.type().equals("linux");
    }

    @Override
    public Repair plan(GuestTree guest, RepairOptions options, BootCode.Maker bootCode, Path scratch)
            throws IOException {
        LinuxRepair repair = LinuxRepair.plan(guest, options.linux(), options.machine(), Optional.of(bootCode));
        return new Repair(
                facts(repair.guest()),
                repair.plan(),
                Optional.of(repair.hardware()),
                Map.of(),
                GuestDescription.ifPossible(() -> LinuxDescription.of(guest, repair.guest(), 1)));
    }

    private static Map<String, String> facts(LinuxGuest guest) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("kind", "linux");
        facts.put("product", guest.distribution().name());
        facts.put("distribution", guest.distribution().id());
        facts.put("version", guest.distribution().version());
        facts.put("architecture", word(guest.architecture()));
        facts.put("kernels", guest.kernels().stream().map(Kernel::version).collect(Collectors.joining(", ")));
        facts.put("initramfs", word(guest.initramfsTool()));
        facts.put(
                "bootLoader",
                guest.bootLoaders().stream().map(BootLoader::title).sorted().collect(Collectors.joining(", ")));
        facts.put("firmware", guest.uefi() ? "uefi" : "bios");
        facts.put("init", word(guest.initSystem()));
        facts.put(
                "network",
                guest.network().styles().stream().map(LinuxKind::word).sorted().collect(Collectors.joining(", ")));
        facts.put(
                "cards",
                guest.network().interfaces().stream()
                        .filter(each -> each.mac().isPresent())
                        .map(each -> each.name() + "=" + each.mac().get())
                        .distinct()
                        .collect(Collectors.joining(", ")));
        return facts;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
