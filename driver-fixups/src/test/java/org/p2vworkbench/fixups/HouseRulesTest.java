package org.p2vworkbench.fixups;

import java.util.List;
import org.p2vworkbench.house.HouseRules;

class HouseRulesTest extends HouseRules {

    HouseRulesTest() {
        super("org.p2vworkbench.fixups", 4, List.of());
    }
}
