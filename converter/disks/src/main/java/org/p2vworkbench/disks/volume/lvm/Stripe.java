package org.p2vworkbench.disks.volume.lvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place that a segment's text names: a physical or logical volume by name, and the extent there.
 *
 * @param of what is there, by name
 */
record Stripe(String of, long extent) {

    /** The pairs of a list such as {@code stripes = ["pv0", 0, "pv1", 30]}; empty when it is no such list. */
    static Optional<List<Stripe>> list(List<Object> values) {
        List<Stripe> stripes = new ArrayList<>();
        for (int i = 0; i + 1 < values.size(); i += 2) {
            if (!(values.get(i) instanceof String name) || !(values.get(i + 1) instanceof Long extent) || extent < 0) {
                return Optional.empty();
            }
            stripes.add(new Stripe(name, extent));
        }
        return stripes.size() * 2 == values.size() && !stripes.isEmpty() ? Optional.of(stripes) : Optional.empty();
    }
}
