package org.p2vworkbench.converter.libvirt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * OVMF where distributions keep it.
 *
 * @param variables what a machine's own store of variables begins as
 */
record UefiFirmware(Path code, Path variables) {

    private static UefiFirmware at(String folder, String code, String variables) {
        return new UefiFirmware(Path.of(folder, code), Path.of(folder, variables));
    }

    /** Debian's and Fedora's, the one to prefer first. */
    static List<UefiFirmware> places(boolean secureBoot) {
        return secureBoot
                ? List.of(
                        at("/usr/share/OVMF", "OVMF_CODE_4M.secboot.fd", "OVMF_VARS_4M.ms.fd"),
                        at("/usr/share/edk2/ovmf", "OVMF_CODE.secboot.fd", "OVMF_VARS.secboot.fd"))
                : List.of(
                        at("/usr/share/OVMF", "OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd"),
                        at("/usr/share/OVMF", "OVMF_CODE.fd", "OVMF_VARS.fd"),
                        at("/usr/share/edk2/ovmf", "OVMF_CODE.fd", "OVMF_VARS.fd"));
    }

    static Optional<UefiFirmware> ofThisHost(boolean secureBoot) {
        return places(secureBoot).stream()
                .filter(place -> Files.isReadable(place.code()) && Files.isReadable(place.variables()))
                .findFirst();
    }
}
