package org.p2vworkbench.converter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What blue screens say, and what is said of them. */
class StopCodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *** STOP: 0x0000007B (0xF789E528,0xC0000034,0x0,0x0) | INACCESSIBLE_BOOT_DEVICE
            *** STOP: 0x000000ED (0x8657C030,0xC000014F,0x0,0x0) | UNMOUNTABLE_BOOT_VOLUME
            *** STOP: 0xc000021a {Fatal System Error}            | WINLOGON_FATAL_ERROR
            Stop code: INACCESSIBLE_BOOT_DEVICE                  | INACCESSIBLE_BOOT_DEVICE
            Stop code: inaccessible_boot_device                  | INACCESSIBLE_BOOT_DEVICE
            Stop code: IRQL_NOT_LESS_OR_EQUAL                    | IRQL_NOT_LESS_OR_EQUAL
            Stop code: DRIVER_IRQL_NOT_LESS_OR_EQUAL             | DRIVER_IRQL_NOT_LESS_OR_EQUAL
            """)
    void whatItIs(String words, StopCode code) {
        assertThat(StopCode.in(words)).contains(code);
    }

    @Test
    void unknownCodesAreLeftToThePicture() {
        assertThat(StopCode.in("*** STOP: 0x00001234 (0x0,0x0,0x0,0x0)")).isEmpty();
        assertThat(StopCode.in("")).isEmpty();
    }

    @Test
    void whatTheRepairFoundIsSaidOnlyOfDisks() {
        Preparation before = new Preparation(true, 1, List.of("WIN-001: an old driver"));

        assertThat(explained("*** STOP: 0x0000007B", before)).contains("WIN-001: an old driver");
        assertThat(explained("*** STOP: 0x000000A5", before)).hasSize(1);
    }

    @Test
    void aGuestThatNobodyRepairedIsSaidToBeThat() {
        assertThat(explained("*** STOP: 0x0000007B", Preparation.NONE))
                .hasSize(2)
                .last()
                .asString()
                .contains("without a repair");
    }

    private static List<String> explained(String words, Preparation before) {
        return Explanation.of(new BootSigns.Proved(Verdict.BLUESCREEN, words), before);
    }
}
