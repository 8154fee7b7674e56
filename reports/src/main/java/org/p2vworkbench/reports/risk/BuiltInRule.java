package org.p2vworkbench.reports.risk;

import java.util.Optional;
import java.util.function.Function;

/**
 * A rule of this program.
 *
 * @param evidence what was found, when it was found
 */
record BuiltInRule(
        String code, Severity severity, Owner owner, Remedy repair, Function<Situation, Optional<String>> evidence)
        implements Rule {

    @Override
    public Optional<Finding> check(Situation situation) {
        return evidence.apply(situation)
                .map(found -> new Finding(code, severity, owner, repair, found, Optional.empty()));
    }
}
