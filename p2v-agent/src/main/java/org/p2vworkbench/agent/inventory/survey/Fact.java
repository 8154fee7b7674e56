package org.p2vworkbench.agent.inventory.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A value with where it came from, or why there is none.
 *
 * @param source the file or table it was read from: "smbios.type1", "proc/cpuinfo"
 * @param by the collector: "live" on the running system, "boot" from our own medium
 * @param at ISO 8601, UTC
 * @param confidence 0 to 1
 * @param unknown why there is no value
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Fact<T>(
        Optional<T> value, String source, String by, String at, double confidence, Optional<String> unknown) {}
