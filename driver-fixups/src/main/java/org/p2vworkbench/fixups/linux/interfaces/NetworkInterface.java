package org.p2vworkbench.fixups.linux.interfaces;

import java.util.Optional;

/**
 * A network interface that a guest configures.
 *
 * @param name "eth0", "eno1", "bond0"
 * @param mac in lower case with colons, where the configuration says it
 * @param file that says so
 */
public record NetworkInterface(String name, Optional<String> mac, String file) {}
