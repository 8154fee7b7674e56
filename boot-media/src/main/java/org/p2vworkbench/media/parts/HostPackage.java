package org.p2vworkbench.media.parts;

import java.nio.file.Path;
import java.util.List;

/**
 * A package of the host's distribution.
 *
 * @param depends names of packages it needs in exactly one version, as a meta package does its kernel
 * @param file its .deb in the cache
 */
public record HostPackage(String name, String version, String architecture, List<String> depends, Path file) {

    public HostPackage {
        depends = List.copyOf(depends);
    }

    /** As it stands in the manifest. */
    public String line() {
        return "%s %s %s".formatted(name, version, architecture);
    }
}
