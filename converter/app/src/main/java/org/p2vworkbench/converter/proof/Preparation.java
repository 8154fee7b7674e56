package org.p2vworkbench.converter.proof;

import java.util.List;

/**
 * What was done to a guest before it was booted. What goes wrong after it is often told by it.
 *
 * @param repaired whether anybody looked for what it needs
 * @param findings what it has that nobody could help, as "CODE: text"
 */
public record Preparation(boolean repaired, int changes, List<String> findings) {

    public static final Preparation NONE = new Preparation(false, 0, List.of());

    public Preparation {
        findings = List.copyOf(findings);
    }
}
