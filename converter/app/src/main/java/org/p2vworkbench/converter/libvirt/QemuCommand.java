package org.p2vworkbench.converter.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.p2vworkbench.converter.failure.RefusedException;

/**
 * The words after {@code qemu-system-x86_64} that start a machine nobody sits in front of, cut off from every network:
 * its cards have a cable in, and behind it is nothing.
 */
public final class QemuCommand {

    private final Domain domain;
    private final Path folder;
    private final Optional<UefiFirmware> uefi;

    private QemuCommand(Domain domain, Path folder, Optional<UefiFirmware> uefi) {
        this.domain = domain;
        this.folder = folder;
        this.uefi = uefi;
    }

    /**
     * @param folder private to this start; the firmware's variables are kept there
     * @param cables the sockets that take the cards' frames, by their numbers; empty when nobody takes them
     */
    public static List<String> of(
            Blueprint blueprint, Accelerator accelerator, Path folder, Optional<IntFunction<Path>> cables)
            throws IOException {
        Domain domain = Domain.of(blueprint, Wishes.NONE);
        return new QemuCommand(domain, folder.toAbsolutePath().normalize(), UefiFirmware.ofThisHost(domain.isSecure()))
                .words(accelerator, network(cables));
    }

    private static IntFunction<String> network(Optional<IntFunction<Path>> cables) {
        return cables.<IntFunction<String>>map(socket -> card -> "stream,server=off,addr.type=unix,addr.path="
                        + ShellWord.optionValue(socket.apply(card).toString()))
                .orElse(card -> "user,restrict=on");
    }

    /** @param firmware of this host, if it has one that fits */
    static List<String> of(Domain domain, Accelerator accelerator, Path folder, Optional<UefiFirmware> firmware)
            throws IOException {
        return new QemuCommand(domain, folder.toAbsolutePath().normalize(), firmware)
                .words(accelerator, network(Optional.empty()));
    }

    private List<String> words(Accelerator accelerator, IntFunction<String> network) throws IOException {
        boolean secure = domain.isSecure();
        List<String> words = new ArrayList<>();
        words.add("-nodefaults");
        words.add("-machine");
        words.add(
                "%s,accel=%s%s".formatted(domain.board().qemuName(), accelerator.qemuName(), secure ? ",smm=on" : ""));
        new QemuOptions(domain, UnaryOperator.identity()).all(network).forEach(words::addAll);
        if (domain.firmware().isUefi()) {
            words.addAll(firmware(secure));
        }
        // What wants to start again stops first, and shows its last screen.
        words.addAll(List.of("-display", "none", "-no-reboot", "-no-shutdown"));
        return words;
    }

    private List<String> firmware(boolean secure) throws IOException {
        UefiFirmware found = uefi.orElseThrow(() -> new RefusedException(
                domain.name(),
                "boots by UEFI%s, and no such firmware is installed on this host"
                        .formatted(secure ? " with Secure Boot" : ""),
                "Install the package ovmf (Debian) or edk2-ovmf (Fedora)."));
        Path variables = folder.resolve("variables.fd");
        Files.copy(found.variables(), variables);
        List<String> words = new ArrayList<>();
        if (secure) {
            words.addAll(List.of("-global", "driver=cfi.pflash01,property=secure,value=on"));
        }
        words.addAll(List.of("-drive", "if=pflash,unit=0,format=raw,readonly=on,file=" + found.code()));
        words.addAll(
                List.of("-drive", "if=pflash,unit=1,format=raw,file=" + ShellWord.optionValue(variables.toString())));
        return words;
    }
}
