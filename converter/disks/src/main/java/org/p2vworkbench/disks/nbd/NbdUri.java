package org.p2vworkbench.disks.nbd;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Where a disk is served (doc/uri.md): {@code nbd://host:port/export} or {@code nbd+unix:///export?socket=/path}.
 *
 * @param text as the operator typed it
 */
public record NbdUri(String text, SocketAddress address, String exportName) {

    private static final int DEFAULT_PORT = 10809;

    /** Whether {@code input} is meant as one and not as a file's name. */
    public static boolean looksLike(String input) {
        return input.matches("(?i)nbds?(\\+[a-z]+)?://.*");
    }

    public static NbdUri parse(String text) throws DiskFormatException {
        try {
            URI uri = new URI(text);
            String exportName = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(java.util.Locale.ROOT);
            return switch (scheme) {
                case "nbd" -> new NbdUri(text, host(uri), exportName);
                case "nbd+unix" -> new NbdUri(text, socket(uri), exportName);
                default -> throw wrong(text, "the scheme '%s' is not spoken here".formatted(scheme), null);
            };
        } catch (URISyntaxException | InvalidPathException unreadable) {
            throw wrong(text, unreadable.getMessage(), unreadable);
        }
    }

    /** What to call the disk: the export, else the socket's file, else the host. */
    public String subject() {
        if (!exportName.isEmpty()) {
            return exportName;
        }
        return address instanceof UnixDomainSocketAddress socket
                ? socket.getPath().getFileName().toString()
                : ((InetSocketAddress) address).getHostString();
    }

    private static SocketAddress host(URI uri) throws DiskFormatException {
        if (uri.getHost() == null) {
            throw wrong(uri.toString(), "it names no host", null);
        }
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        return InetSocketAddress.createUnresolved(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
    }

    private static SocketAddress socket(URI uri) throws DiskFormatException {
        String path = Stream.of(
                        Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                .filter(pair -> pair.startsWith("socket="))
                .map(pair -> pair.substring("socket=".length()).replace("+", "%2B"))
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow(() -> wrong(uri.toString(), "it names no socket", null));
        return UnixDomainSocketAddress.of(path);
    }

    private static DiskFormatException wrong(String text, String what, Exception cause) {
        return new DiskFormatException(
                new DiskAddress(text, 0),
                "not an address of a disk: " + what,
                "Write nbd://HOST:PORT/EXPORT or nbd+unix:///EXPORT?socket=PATH.",
                cause);
    }

    @Override
    public String toString() {
        return text;
    }
}
