package org.p2vworkbench.reports.sheet;

import org.p2vworkbench.reports.page.Shown;

/** A text from a stranger's machine as a cell. */
final class CellText {

    private CellText() {}

    /** On one line, without control characters. */
    static String of(String text) {
        return Shown.text(text.replace('\n', ' '));
    }
}
