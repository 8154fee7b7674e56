package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.loader.LoaderFile;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Kernel arguments for the old machine's mainboard. Those that keep a virtual machine from working go, those that make it
 * use less than it is given are reported.
 */
public final class KernelArgumentFixup implements Fixup<Relocation> {

    /** Without ACPI and the APICs no interrupt of a virtio device arrives; an idle loop takes a processor of the host. */
    private static final Pattern HARMFUL =
            Pattern.compile("acpi=off|noapic|nolapic|pci=(noacpi|nomsi|conf1|conf2|bios|nobios)"
                    + "|idle=poll|(rd\\.driver\\.blacklist|rdblacklist|modprobe\\.blacklist)=(virtio\\w*|,)+");

    private static final Pattern LIMITS =
            Pattern.compile("(mem|maxcpus|nr_cpus|isolcpus|nohz_full|hugepages|default_hugepagesz|memmap)=.*");

    private static final Pattern ELSEWHERE =
            Pattern.compile("root=(/dev/nfs|iscsi:.*|nbd:.*)|ip=ibft|rd\\.iscsi\\..*|netroot=.*");

    @Override
    public String name() {
        return "kernel-arguments";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        CommandLines.edit(
                edits,
                (arguments, initramfs) ->
                        arguments.without(word -> HARMFUL.matcher(word).matches()),
                "It is for the old machine's mainboard and would keep the new one from working.");
        Set<String> limits = new TreeSet<>();
        Set<String> elsewhere = new TreeSet<>();
        for (LoaderFile file : LoaderFile.of(edits.guest())) {
            file.entries(edits.guest().read(file.path()).text()).stream()
                    .flatMap(entry -> entry.arguments().words().stream())
                    .forEach(word -> {
                        if (LIMITS.matcher(word).matches()) {
                            limits.add(word);
                        }
                        if (ELSEWHERE.matcher(word).matches()) {
                            elsewhere.add(word);
                        }
                    });
        }
        if (!limits.isEmpty()) {
            edits.find(
                    "LINUX-KERNEL-LIMITS",
                    Severity.LOW,
                    "The kernel is started with limits that were right for the old machine: %s.".formatted(limits),
                    "Compare them with the memory and processors that the new machine gets.");
        }
        if (!elsewhere.isEmpty()) {
            edits.find(
                    "LINUX-ROOT-ELSEWHERE",
                    Severity.HIGH,
                    "The guest starts from the network: %s.".formatted(elsewhere),
                    "See that the new machine reaches that server, or install its root filesystem on a disk.");
        }
    }
}
