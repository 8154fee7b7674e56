package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.UsageException;

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
    public static String of(Blueprint blueprint, Wishes wishes, Path folder) throws UsageException {
        return new QemuScript(Domain.of(blueprint, wishes), folder).write();
    }

    private String write() {
        String options = new QemuOptions(domain, image -> image.startsWith(folder) ? folder.relativize(image) : image)
                .all(card -> "user").stream()
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
                    %s-serial mon:stdio \\
                    -vnc "127.0.0.1:${P2V_VNC:-0}" \\
                    "$@"
                """.formatted(
                        firmwareSearch(),
                        domain.board().qemuName(),
                        domain.isSecure() ? ",smm=on" : "",
                        options,
                        firmwareOptions());
    }

    /** Distributions keep OVMF in different places; its variables are the machine's own and are copied beside it. */
    private String firmwareSearch() {
        if (!domain.firmware().isUefi()) {
            return "";
        }
        String pairs = UefiFirmware.places(domain.isSecure()).stream()
                .map(place -> place.code() + ":" + place.variables())
                .collect(Collectors.joining(" \\\n    "));
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
        String secure = domain.isSecure() ? "-global driver=cfi.pflash01,property=secure,value=on \\\n    " : "";
        return secure
                + "-drive \"if=pflash,unit=0,format=raw,readonly=on,file=$code\" \\\n    "
                + "-drive if=pflash,unit=1,format=raw,file=qemu-vars.fd \\\n    ";
    }
}
