package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2vworkbench.agent.inventory.MachineInventory;

/** The processors: their kind from /proc/cpuinfo, what their maker promised from the firmware. */
record ProcessorCollector(Path root, Observer observer, MachineInventory machine, Smbios smbios) {

    private static final String CPUINFO = "proc/cpuinfo";
    private static final String NOT_SAID = "this kernel does not say it";
    private static final int CURRENT_SPEED_AT = 0x16;
    private static final long KIB = 1024;

    Processors collect() {
        MachineInventory.Processor processor = machine.processor();
        Map<String, String> first = firstParagraph();
        return new Processors(
                observer.text(processor.architecture(), "kernel", NOT_SAID),
                observer.text(processor.vendor(), CPUINFO, NOT_SAID),
                observer.text(processor.model().replaceAll(" +", " "), CPUINFO, NOT_SAID),
                signature(first),
                observer.positive(processor.sockets(), CPUINFO, NOT_SAID),
                observer.positive(processor.cores(), CPUINFO, NOT_SAID),
                observer.positive(processor.threads(), CPUINFO, NOT_SAID),
                numaNodes(),
                megahertz(first),
                observer.positive(
                        number(first.getOrDefault("cache size", "").replace(" KB", "")) * KIB, CPUINFO, NOT_SAID),
                processor.flags().isEmpty()
                        ? observer.unknown(CPUINFO, NOT_SAID)
                        : observer.saw(processor.flags(), CPUINFO));
    }

    private Fact<String> signature(Map<String, String> cpu) {
        String family = cpu.getOrDefault("cpu family", "");
        return observer.text(
                family.isEmpty()
                        ? ""
                        : family + "/" + cpu.getOrDefault("model", "?") + "/" + cpu.getOrDefault("stepping", "?"),
                CPUINFO,
                NOT_SAID);
    }

    private Fact<Long> numaNodes() {
        long nodes = TextFile.names(root.resolve("sys/devices/system/node")).stream()
                .filter(name -> name.matches("node[0-9]+"))
                .count();
        return observer.positive(nodes, "sys/devices/system/node", "this kernel knows no nodes");
    }

    /** /proc/cpuinfo has what the processor runs at just now; the firmware has what it was sold for. */
    private Fact<Long> megahertz(Map<String, String> cpu) {
        int sold = smbios.first(Smbios.PROCESSOR)
                .map(found -> found.word(CURRENT_SPEED_AT))
                .orElse(0);
        return sold > 0
                ? observer.saw((long) sold, "smbios.type4")
                : observer.positive(number(cpu.getOrDefault("cpu MHz", "").replaceAll("\\..*", "")), CPUINFO, NOT_SAID);
    }

    private Map<String, String> firstParagraph() {
        Map<String, String> fields = new TreeMap<>();
        List<String> lines = new TextFile(root.resolve(CPUINFO)).lines();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static long number(String text) {
        return text.strip().matches("[0-9]{1,12}") ? Long.parseLong(text.strip()) : 0;
    }
}
