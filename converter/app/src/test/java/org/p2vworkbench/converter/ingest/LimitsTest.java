package org.p2vworkbench.converter.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @Test
    void rateAloneIsForTheWholeDay() {
        assertThat(Limits.parse("50M")).isEqualTo(new Limits(List.of(), 50 << 20));
        assertThat(Limits.parse("7k").at(LocalTime.NOON)).isEqualTo(7 << 10);
        assertThat(Limits.parse("0")).isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "07:59, 52428800",
        "08:00, 5242880",
        "17:59, 5242880",
        "18:00, 52428800",
        "21:59, 52428800",
        "22:00, 0",
        "23:59, 0",
        "00:00, 0",
        "05:59, 0",
        "06:00, 52428800"
    })
    void firstRuleThatIsAboutTheTimeCounts(LocalTime time, long expected) {
        assertThat(Limits.parse("5M@8:00-18:00, 0@22:00-06:00, 50M").at(time)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fast", "-1", "5M@", "5M@08:00", "5M@08:00-24:00", "5M@08:60-09:00", "5M,", "9999999999"})
    void anythingElseIsRefusedWithAnExample(String typed) {
        assertThatThrownBy(() -> Limits.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50M");
    }
}
