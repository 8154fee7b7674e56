package org.p2vworkbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void languagesHaveTheSameTexts() throws IOException {
        for (String bundle : new String[] {"words", "findings"}) {
            Properties english = load(bundle + ".properties");
            Properties german = load(bundle + "_de.properties");

            assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
            assertThat(english.stringPropertyNames())
                    .allSatisfy(key -> assertThat(german.getProperty(key).replaceAll("[^%$]", ""))
                            .as(key)
                            .hasSameSizeAs(english.getProperty(key).replaceAll("[^%$]", "")));
        }
    }

    @Test
    void amountsAreWrittenAsTheLanguageDoes() {
        Words english = Words.in(Language.EN, ZoneOffset.UTC);
        Words german = Words.in(Language.DE, ZoneOffset.UTC);

        assertThat(english.bytes(1_990_000_000_000L)).isEqualTo("1.81 TiB");
        assertThat(german.bytes(1_990_000_000_000L)).isEqualTo("1,81 TiB");
        assertThat(english.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(german.number(1_234_567)).isEqualTo("1.234.567");
        assertThat(german.time("2026-11-21T20:00:00Z")).startsWith("21.11.2026");
        assertThat(english.time("not a time")).isEqualTo("not a time");
        assertThat(english.duration(32_400)).isEqualTo("9 h");
        assertThat(english.duration(400_000)).isEqualTo("4 d 15 h");
    }

    private static Properties load(String name) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(WordsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
