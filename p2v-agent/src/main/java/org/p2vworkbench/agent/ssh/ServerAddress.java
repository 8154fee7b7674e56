package org.p2vworkbench.agent.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the converter listens: "kvm1", "kvm1:2222", "10.0.0.5:22", "[fe80::1]:2222". */
public record ServerAddress(String host, int port) {

    public static final int DEFAULT_PORT = 2222;

    private static final Pattern WRITTEN =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^\\[\\]:\\s/@]+))(?::([0-9]{1,5}))?");

    /** @throws IllegalArgumentException with what is expected */
    public static ServerAddress parse(String text) {
        Matcher parts = WRITTEN.matcher(text);
        int port = -1;
        if (parts.matches()) {
            port = parts.group(3) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(3));
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'%s' is no HOST:PORT, such as kvm1:2222".formatted(text));
        }
        return new ServerAddress(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
