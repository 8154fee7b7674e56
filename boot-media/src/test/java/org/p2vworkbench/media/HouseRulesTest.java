package org.p2vworkbench.media;

import java.util.List;
import org.p2vworkbench.house.HouseRules;

class HouseRulesTest extends HouseRules {

    HouseRulesTest() {
        super("org.p2vworkbench.media", 0, List.of("org.p2vworkbench.disks.."));
    }
}
