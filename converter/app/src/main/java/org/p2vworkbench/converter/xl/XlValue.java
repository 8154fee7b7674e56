package org.p2vworkbench.converter.xl;

import java.util.List;

/** What a setting is set to. */
sealed interface XlValue {

    /** A string or a number: xl takes one for the other. */
    record Text(String text) implements XlValue {}

    record Sequence(List<XlValue> items) implements XlValue {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Something that only a run of the file as a program would tell. */
    record Computed(String source) implements XlValue {}
}
