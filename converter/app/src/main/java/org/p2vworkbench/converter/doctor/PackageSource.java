package org.p2vworkbench.converter.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** How this host installs packages; the same program has other package names elsewhere. */
enum PackageSource {
    APT,
    DNF;

    static PackageSource ofThisHost() {
        return Files.exists(Path.of("/usr/bin/dnf")) ? DNF : APT;
    }

    /** What to type to get a package, whichever of the two names it has here. */
    String install(String aptPackage, String dnfPackage) {
        return switch (this) {
            case APT -> "apt install " + aptPackage;
            case DNF -> "dnf install " + dnfPackage;
        };
    }
}
