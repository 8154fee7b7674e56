package org.p2vworkbench.converter.api;

import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.p2vworkbench.converter.failure.RefusedException;

/** Where the socket of a store is. */
final class ApiSocket {

    /** unix(7): sun_path has 108 bytes, the last of them zero. */
    private static final int LONGEST = 107;

    private ApiSocket() {}

    static UnixDomainSocketAddress of(Path store) throws RefusedException {
        Path path = store.toAbsolutePath().normalize().resolve(".p2v").resolve("api.sock");
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new RefusedException(
                    store.toString(),
                    "has too long a path for the socket in it, %s".formatted(path),
                    "Give the store a path of at most %d bytes, or a shorter name for it by a link."
                            .formatted(LONGEST - "/.p2v/api.sock".length()));
        }
        return UnixDomainSocketAddress.of(path);
    }
}
