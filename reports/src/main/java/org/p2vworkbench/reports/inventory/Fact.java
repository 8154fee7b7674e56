package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A value with where it came from, or why there is none.
 *
 * @param source the file or table it was read from: "smbios.type1", "proc/cpuinfo"
 * @param by the collector: "live", "boot", "image"
 * @param at ISO 8601
 * @param confidence 0 to 1
 * @param unknown why there is no value
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Fact<T>(
        Optional<T> value, String source, String by, String at, double confidence, Optional<String> unknown) {

    public Fact {
        value = value == null ? Optional.empty() : value;
        source = Missing.text(source);
        by = Missing.text(by);
        at = Missing.text(at);
        confidence = Double.isFinite(confidence) ? Math.max(0, Math.min(1, confidence)) : 0;
        unknown = unknown == null ? Optional.empty() : unknown;
    }

    /** Nobody looked. */
    public static <T> Fact<T> missing() {
        return unknown("not collected");
    }

    public static <T> Fact<T> unknown(String why) {
        return new Fact<>(Optional.empty(), "", "", "", 0, Optional.of(why));
    }

    public static <T> Fact<T> of(T value, String source, String by, String at) {
        return new Fact<>(Optional.of(value), source, by, at, 1, Optional.empty());
    }

    public boolean isKnown() {
        return value.isPresent();
    }

    public T orElse(T otherwise) {
        return value.orElse(otherwise);
    }

    /** Whether it is known and so. */
    public boolean is(Predicate<T> condition) {
        return value.filter(condition).isPresent();
    }

    /** The same fact about a value made of this one. */
    public <R> Fact<R> map(Function<T, R> made) {
        return new Fact<>(value.map(made), source, by, at, confidence, unknown);
    }
}
