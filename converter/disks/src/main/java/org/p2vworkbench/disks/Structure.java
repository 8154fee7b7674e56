package org.p2vworkbench.disks;

import java.util.List;

/** An on-disk structure as found, field by field. */
public record Structure(String title, long offset, List<Field> fields) {

    public Structure {
        fields = List.copyOf(fields);
    }
}
