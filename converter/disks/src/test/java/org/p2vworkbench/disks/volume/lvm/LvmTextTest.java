package org.p2vworkbench.disks.volume.lvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.DiskFormatException;

final class LvmTextTest {

    @Test
    void everyKindOfValueIsRead() throws DiskFormatException {
        TextNode root = LvmText.parse(
                "disk", "a-b.c { n = -12 # why\n s = \"q\\\"\\\\ # no\" e = [] l = [\"x\", 3,] f = 1.5 }\0");

        TextNode node = root.node("a-b.c").orElseThrow();
        assertThat(node.number("n")).contains(-12L);
        assertThat(node.text("s")).contains("q\"\\ # no");
        assertThat(node.list("e")).isEmpty();
        assertThat(node.list("l")).isEqualTo(List.of("x", 3L));
        assertThat(node.text("f")).contains("1.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vg { a = 1 | '}' is needed",
                "a = 1 } | closes nothing",
                "a = \"x | the text ends where '\"' is needed",
                "a = [1, 2 | the text ends where ',' is needed",
                "a = | the text ends too early",
                "a = b | \"b\" is no value",
                "a = 1 a = 2 | said twice",
                "= 1 | a name is needed, found '='",
                "a = 99999999999999999999 | is no value",
            })
    void whatIsNoTextIsRefused(String text, String why) {
        assertThatThrownBy(() -> LvmText.parse("disk", text))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void nestingHasAnEnd() {
        assertThatThrownBy(() -> LvmText.parse("disk", "a {".repeat(100_000)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("nested more than");
        assertThatThrownBy(() -> LvmText.parse("disk", "a = " + "[".repeat(100_000)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("nested more than");
    }

    @Test
    void entriesHaveAnEnd() {
        assertThatThrownBy(() -> LvmText.parse("disk", "a = [" + "1,".repeat(1_000_000) + "]"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("more than 400000 entries");
    }
}
