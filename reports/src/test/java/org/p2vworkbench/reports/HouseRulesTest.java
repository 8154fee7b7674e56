package org.p2vworkbench.reports;

import java.util.List;
import org.p2vworkbench.house.HouseRules;

class HouseRulesTest extends HouseRules {

    HouseRulesTest() {
        super("org.p2vworkbench.reports", 3, List.of());
    }
}
