package org.p2vworkbench.converter.recovery;

/**
 * A file of a set as it was written.
 *
 * @param sha256 and {@code sha1}: hexadecimal
 */
public record StoredFile(String name, long bytes, String sha256, String sha1) {

    public StoredFile {
        // A manifest may come from anywhere, and this becomes a path.
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*") || sha256 == null) {
            throw new IllegalArgumentException("'%s' is no name of a file in a set".formatted(name));
        }
    }
}
