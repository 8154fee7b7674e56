package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * All processors, which are alike.
 *
 * @param signature family/model/stepping: "6/23/6"
 * @param megahertz the nominal frequency
 */
public record Processors(
        Fact<String> architecture,
        Fact<String> vendor,
        Fact<String> model,
        Fact<String> signature,
        Fact<Long> sockets,
        Fact<Long> cores,
        Fact<Long> threads,
        Fact<Long> numaNodes,
        Fact<Long> megahertz,
        Fact<Long> cacheBytes,
        Fact<List<String>> flags) {}
