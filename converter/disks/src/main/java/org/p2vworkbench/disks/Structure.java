package org.p2vworkbench.disks;

import java.util.List;

/**
 * An on-disk structure as found, field by field.
 *
 * @param source the file it is in
 */
public record Structure(String source, String title, long offset, List<Field> fields) {

    /** The title of what is no structure but damage in one, which was got round. */
    public static final String WARNING = "warning";

    public Structure {
        fields = List.copyOf(fields);
    }
}
