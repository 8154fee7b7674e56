package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;

/**
 * The same machine without libvirt: a shell script that starts qemu. Runs under KVM where there is KVM and without it
 * otherwise; screen by VNC on the loopback, network by qemu's own NAT; arguments are handed on to qemu.
 */
public final class QemuScript {

    private final Domain domain;
    private final Path folder;

    private QemuScript(Domain domain, Path folder) {
        this.domain = domain;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** @param folder where the script will lie; images below it are named relative to it, so that it can be moved */
    public static String of(MachineHardware hardware, List<DiskFile> disks, UUID uuid, Path folder) {
        return new QemuScript(Domain.of(hardware, disks, uuid, Networks.allDefault()), folder).write();
    }

    private String write() {
        String options = options().stream()
                .map(words -> words.stream().map(ShellWord::quoted).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" \\\n    "));
        return """
                #!/bin/sh
                # Starts the machine without libvirt. Screen: VNC on 127.0.0.1, display number $P2V_VNC or 0.
                # Runs under KVM if it can; P2V_ACCEL=tcg does without. More options for qemu may follow: ./qemu.sh -snapshot
                set -eu
                cd "$(dirname "$0")"
                %sexec qemu-system-x86_64 \\
                    -machine "%s,accel=${P2V_ACCEL:-kvm:tcg}%s" \\
                    %s \\
                    %s-vnc "127.0.0.1:${P2V_VNC:-0}" \\
                    "$@"
                """.formatted(
                firmwareSearch(), domain.machineType(), isSecure() ? ",smm=on" : "", options, firmwareOptions());
    }

    private boolean isSecure() {
        return domain.firmware() == Firmware.UEFI_SECURE_BOOT;
    }

    /** Distributions keep OVMF in different places; its variables are the machine's own and are copied beside it. */
    private String firmwareSearch() {
        if (!domain.firmware().isUefi()) {
            return "";
        }
        String pairs = isSecure() ? """
                /usr/share/OVMF/OVMF_CODE_4M.secboot.fd:/usr/share/OVMF/OVMF_VARS_4M.ms.fd \\
                    /usr/share/edk2/ovmf/OVMF_CODE.secboot.fd:/usr/share/edk2/ovmf/OVMF_VARS.secboot.fd""" : """
                /usr/share/OVMF/OVMF_CODE_4M.fd:/usr/share/OVMF/OVMF_VARS_4M.fd \\
                    /usr/share/OVMF/OVMF_CODE.fd:/usr/share/OVMF/OVMF_VARS.fd \\
                    /usr/share/edk2/ovmf/OVMF_CODE.fd:/usr/share/edk2/ovmf/OVMF_VARS.fd""";
        return """
                code=
                for pair in %s; do
                    if [ -z "$code" ] && [ -r "${pair%%%%:*}" ]; then
                        code=${pair%%%%:*}
                        [ -e qemu-vars.fd ] || cp "${pair#*:}" qemu-vars.fd
                    fi
                done
                if [ -z "$code" ]; then
                    echo "no UEFI firmware found; install the package ovmf (Debian) or edk2-ovmf (Fedora)" >&2
                    exit 1
                fi
                """.formatted(pairs);
    }

    private String firmwareOptions() {
        if (!domain.firmware().isUefi()) {
            return "";
        }
        String secure = isSecure() ? "-global driver=cfi.pflash01,property=secure,value=on \\\n    " : "";
        return secure
                + "-drive \"if=pflash,unit=0,format=raw,readonly=on,file=$code\" \\\n    "
                + "-drive if=pflash,unit=1,format=raw,file=qemu-vars.fd \\\n    ";
    }

    private List<List<String>> options() {
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
        options.addAll(new QemuDrives(domain, folder).options());
        for (int i = 0; i < domain.cards().size(); i++) {
            options.addAll(card(domain.cards().get(i), i));
        }
        options.add(List.of("-vga", "std"));
        options.add(List.of("-usb", "-device", "usb-tablet"));
        options.add(List.of("-device", "virtio-balloon-pci"));
        options.add(List.of("-serial", "mon:stdio"));
        return options;
    }

    /** A card without a network behind it is one with its cable out. */
    private static List<List<String>> card(Domain.Card card, int number) {
        String model = card.model().equals("virtio") ? "virtio-net-pci" : card.model();
        String device = model + card.mac().map(mac -> ",mac=" + mac).orElse("");
        if (!card.connected()) {
            return List.of(List.of("-device", device));
        }
        return List.of(List.of("-netdev", "user,id=net" + number), List.of("-device", device + ",netdev=net" + number));
    }
}
