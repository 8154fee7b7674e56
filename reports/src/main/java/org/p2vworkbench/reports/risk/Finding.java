package org.p2vworkbench.reports.risk;

import java.util.Optional;

/**
 * Something that was found on a machine.
 *
 * @param code stable: "STO-002"
 * @param repair how much of the remedy the program does
 * @param evidence what was read, and where
 * @param own the texts of a site's own rule; those of the built-in rules are in the bundles
 */
public record Finding(
        String code, Severity severity, Owner owner, Remedy repair, String evidence, Optional<Texts> own) {

    /** What a finding says to a reader. */
    public record Texts(String title, String consequence, String remedy) {}

    /** "STO" of "STO-002". */
    public String group() {
        int dash = code.indexOf('-');
        return dash < 0 ? code : code.substring(0, dash);
    }
}
