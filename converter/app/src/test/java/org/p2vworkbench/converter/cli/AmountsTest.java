package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0 bytes",
        "999,999 bytes",
        "1000,0.98 KiB",
        "1048576,1.00 MiB",
        "10485760,10.0 MiB",
        "1073741823,1.00 GiB",
        "107374182400,100 GiB",
        "17592186044416,16.0 TiB",
        "9223372036854775807,8192 PiB"
    })
    void bytesHaveThreeDigits(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "60,1:00", "3599,59:59", "3600,1:00:00", "7661,2:07:41"})
    void durationsAreAsOnAClock(long seconds, String text) {
        assertThat(Amounts.duration(seconds)).isEqualTo(text);
    }
}
