package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The files an image names in its descriptor: extents and parents. Files that are seen being opened need no such
 * answer; this is for images that cannot be opened, whose parts are still no machines of their own.
 */
@FunctionalInterface
public interface NamedFiles {

    NamedFiles NONE = image -> Set.of();

    /** Real paths of files that exist; empty for an image that names none. */
    Set<Path> namedBy(Path image) throws IOException;
}
