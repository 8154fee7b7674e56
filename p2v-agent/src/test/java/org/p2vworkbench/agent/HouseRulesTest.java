package org.p2vworkbench.agent;

import java.util.List;
import org.p2vworkbench.house.HouseRules;

class HouseRulesTest extends HouseRules {

    HouseRulesTest() {
        super("org.p2vworkbench.agent", 8, List.of());
    }
}
