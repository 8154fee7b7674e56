package org.p2vworkbench.converter.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the ports that the converter listens on by default are free, and who has them if not. */
final class Ports implements Check {

    private static final Map<Integer, String> WANTED = new LinkedHashMap<>();

    static {
        WANTED.put(2222, "--ssh-port");
        WANTED.put(8800, "--http-port");
    }

    private final Listeners listeners;

    Ports(Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public String name() {
        return "ports";
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        WANTED.forEach((port, option) -> findings.add(finding(port, option)));
        return findings;
    }

    Finding finding(int port, String option) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
            return Finding.ok(name(), "%d is free".formatted(port));
        } catch (IOException taken) {
            return Finding.warn(
                    name(),
                    "%d is taken by %s".formatted(port, listeners.on(port).orElse("a process this user cannot see")),
                    "Stop it, or give 'p2v serve' another port with %s.".formatted(option));
        }
    }
}
