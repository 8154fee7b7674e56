package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.p2vworkbench.converter.hardware.SmbiosIdentity;

/** What a machine is made of, as options of qemu; what shows its screen and takes its serial line is left to others. */
final class QemuOptions {

    /** What qemu takes without KVM too; the others of {@link DomainProcessor} it refuses there. */
    private static final String ENLIGHTENMENTS = ",hv-relaxed=on,hv-vapic=on,hv-spinlocks=0x1fff,hv-time=on";

    private final Domain domain;
    private final UnaryOperator<Path> naming;

    /** @param naming how an image is named, given its absolute path */
    QemuOptions(Domain domain, UnaryOperator<Path> naming) {
        this.domain = domain;
        this.naming = naming;
    }

    /** @param network the backend of a card, by its number: "user", "user,restrict=on" */
    List<List<String>> all(IntFunction<String> network) {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("-name", "guest=" + ShellWord.optionValue(domain.name())));
        options.add(List.of("-uuid", domain.uuid().toString()));
        options.add(List.of("-cpu", domain.oldProcessor().orElse("max") + (isEnlightened() ? ENLIGHTENMENTS : "")));
        domain.identity().ifPresent(identity -> options.addAll(smbios(identity)));
        options.add(List.of(
                "-smp",
                "cpus=%d,sockets=%d,cores=%d,threads=%d"
                        .formatted(
                                domain.cpu().count(),
                                domain.cpu().sockets(),
                                domain.cpu().coresPerSocket(),
                                domain.cpu().threadsPerCore())));
        options.add(List.of("-m", "size=%dM".formatted(domain.memoryMib())));
        options.add(List.of("-rtc", "base=" + (domain.clock().localTime() ? "localtime" : "utc") + ",driftfix=slew"));
        options.addAll(new QemuDrives(domain, naming).options());
        for (int i = 0; i < domain.cards().size(); i++) {
            options.addAll(card(domain.cards().get(i), i, network));
        }
        options.add(List.of("-vga", domain.video().equals("cirrus") ? "cirrus" : "std"));
        options.add(List.of("-usb", "-device", "usb-tablet"));
        if (domain.drivesVirtioExtras()) {
            options.add(List.of("-device", "virtio-balloon-pci"));
        }
        if (domain.wantsRandomNumbers()) {
            options.add(List.of("-device", "virtio-rng-pci"));
        }
        return options;
    }

    private boolean isEnlightened() {
        return domain.guest().isWindowsFrom(6, 0);
    }

    private List<List<String>> smbios(SmbiosIdentity identity) {
        return Stream.of(
                        smbios(
                                0,
                                "vendor",
                                identity.biosVendor(),
                                "version",
                                identity.biosVersion(),
                                "date",
                                identity.biosDate()),
                        smbios(
                                1,
                                "manufacturer",
                                identity.vendor(),
                                "product",
                                identity.product(),
                                "version",
                                identity.version(),
                                "serial",
                                identity.serial()),
                        smbios(2, "manufacturer", identity.vendor(), "product", identity.board()))
                .flatMap(Optional::stream)
                .map(value -> List.of("-smbios", value))
                .toList();
    }

    /** One table, of what is known of it: names and values in turn. */
    private static Optional<String> smbios(int type, String... fields) {
        StringBuilder value = new StringBuilder("type=" + type);
        int known = 0;
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i + 1].isBlank() && fields[i + 1].indexOf('\0') < 0) {
                value.append(',').append(fields[i]).append('=').append(ShellWord.optionValue(fields[i + 1]));
                known++;
            }
        }
        return known == 0 ? Optional.empty() : Optional.of(value.toString());
    }

    /** A card without a network behind it is one with its cable out. */
    private static List<List<String>> card(Domain.Card card, int number, IntFunction<String> network) {
        String model = card.model().equals("virtio") ? "virtio-net-pci" : card.model();
        String device = model + card.mac().map(mac -> ",mac=" + mac).orElse("");
        if (!card.connected()) {
            return List.of(List.of("-device", device));
        }
        return List.of(
                List.of("-netdev", network.apply(number) + ",id=net" + number),
                List.of("-device", device + ",netdev=net" + number));
    }
}
