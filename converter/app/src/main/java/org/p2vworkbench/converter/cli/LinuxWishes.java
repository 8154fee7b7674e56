package org.p2vworkbench.converter.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions.InitramfsWay;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is wanted otherwise of a Linux guest than its repair would choose. */
final class LinuxWishes {

    @Option(
            names = "--disk-bus",
            paramLabel = "BUS",
            converter = BusName.class,
            completionCandidates = Buses.class,
            description = "What the disks of a Linux guest hang on: ${COMPLETION-CANDIDATES}; default: the fastest that"
                    + " its kernel has drivers for.")
    private Optional<DiskBus> bus = Optional.empty();

    @Option(
            names = "--initramfs",
            paramLabel = "WAY",
            defaultValue = "extend",
            completionCandidates = Choices.InitramfsWays.class,
            description = "How drivers get into a Linux guest's initial RAM disk: ${COMPLETION-CANDIDATES}; default"
                    + " ${DEFAULT-VALUE}. 'rebuild' runs the guest's own tool, in the appliance.")
    private InitramfsWay initramfs;

    @Option(
            names = "--serial-console",
            description = "Let a Linux guest show its start, and a login, on the first serial port too.")
    private boolean serialConsole;

    LinuxOptions options() {
        return new LinuxOptions(bus, initramfs, serialConsole, LinuxOptions.DEFAULT.commandLimitSeconds());
    }

    private static String name(DiskBus bus) {
        return bus.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it is typed. */
    static final class Buses implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(DiskBus.values()).map(LinuxWishes::name).iterator();
        }
    }

    /** "virtio-blk" is VIRTIO_BLK. */
    static final class BusName implements ITypeConverter<DiskBus> {

        @Override
        public DiskBus convert(String text) {
            return Stream.of(DiskBus.values())
                    .filter(bus -> name(bus).equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'%s' is none of %s".formatted(text, String.join(", ", new Buses()))));
        }
    }
}
