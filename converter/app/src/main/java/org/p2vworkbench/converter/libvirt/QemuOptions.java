package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a machine is made of, as options of qemu; what shows its screen and takes its serial line is left to others. */
final class QemuOptions {

    private final Domain domain;
    private final UnaryOperator<Path> naming;

    /** @param naming how an image is named, given its absolute path */
    QemuOptions(Domain domain, UnaryOperator<Path> naming) {
        this.domain = domain;
        this.naming = naming;
    }

    /** @param network the backend of every card: "user", "user,restrict=on" */
    List<List<String>> all(String network) {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("-name", "guest=" + ShellWord.optionValue(domain.name())));
        options.add(List.of("-uuid", domain.uuid().toString()));
        options.add(List.of("-cpu", "max"));
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
        options.add(List.of("-vga", "std"));
        options.add(List.of("-usb", "-device", "usb-tablet"));
        options.add(List.of("-device", "virtio-balloon-pci"));
        return options;
    }

    /** A card without a network behind it is one with its cable out. */
    private static List<List<String>> card(Domain.Card card, int number, String network) {
        String model = card.model().equals("virtio") ? "virtio-net-pci" : card.model();
        String device = model + card.mac().map(mac -> ",mac=" + mac).orElse("");
        if (!card.connected()) {
            return List.of(List.of("-device", device));
        }
        return List.of(
                List.of("-netdev", network + ",id=net" + number), List.of("-device", device + ",netdev=net" + number));
    }
}
