package org.p2vworkbench.reports.risk;

import java.util.Optional;

/** One thing that is looked for. */
interface Rule {

    Optional<Finding> check(Situation situation);
}
