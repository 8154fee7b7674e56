package org.p2vworkbench.reports.raid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.reports.inventory.HardwareFacts.RaidSet;
import org.p2vworkbench.reports.inventory.SampleInventory;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.Page;
import org.p2vworkbench.reports.page.Words;

class RaidDrawingTest {

    private static final Words WORDS = Words.in(Language.EN, ZoneOffset.UTC);

    /** As md(4) and drivers/md/raid5.c place them, written down by hand. */
    @ParameterizedTest
    @CsvSource({
        "raid0, '', 3, 0 1 2/3 4 5/6 7 8",
        "raid1, '', 2, 0 0/1 1/2 2",
        "raid4, '', 3, 0 1 P/2 3 P/4 5 P",
        "raid5, left-symmetric, 3, 0 1 P/3 P 2/P 4 5",
        "raid5, left-asymmetric, 3, 0 1 P/2 P 3/P 4 5",
        "raid5, right-symmetric, 3, P 0 1/3 P 2/4 5 P",
        "raid5, right-asymmetric, 3, P 0 1/2 P 3/4 5 P",
        "raid5, parity-first, 3, P 0 1/P 2 3/P 4 5",
        "raid6, left-symmetric, 4, Q 0 1 P/2 3 P Q/5 P Q 4/P Q 6 7",
        "raid6, left-asymmetric, 4, Q 0 1 P/2 3 P Q/4 P Q 5/P Q 6 7",
        "raid6, right-symmetric, 4, P Q 0 1/3 P Q 2/4 5 P Q/Q 6 7 P",
        "raid10, near=2, 3, 0 0 1/1 2 2/3 3 4"
    })
    void chunksLieWhereLinuxPutsThem(String level, String layout, int members, String rows) {
        String drawn = StripeMap.of(level, layout, members).orElseThrow().rows().stream()
                .map(row -> row.stream().map(StripeMap.Chunk::text).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("/"));

        assertThat(drawn).isEqualTo(rows);
    }

    @Test
    void whatIsNotKnownIsNotDrawn() {
        assertThat(StripeMap.of("raid5", "ddf-of-a-stranger", 3)).isEmpty();
        assertThat(StripeMap.of("raid5", "", 3)).isEmpty();
        assertThat(StripeMap.of("raid10", "far=2", 4)).isEmpty();
        assertThat(StripeMap.of("raid10", "near=4", 2)).isEmpty();
        assertThat(StripeMap.of("linear", "", 2)).isEmpty();
        assertThat(StripeMap.of("raid6", "left-symmetric", 2)).isEmpty();
    }

    @Test
    void missingMemberIsDrawnAsGone() {
        RaidSet set = set("'level':'raid5','state':'degraded','layout':'left-symmetric','chunkBytes':65536,"
                + "'members':['sda','sdc'],'places':['sda','','sdc'],'confidence':0.98");

        Page.Stripes drawn = (Page.Stripes) new RaidDrawing(WORDS).of(set);

        assertThat(drawn.members()).extracting(Page.Member::tone).containsExactly("good", "bad", "good");
        assertThat(drawn.rows().get(0)).extracting(Page.Stripe::kind).containsExactly("data", "gone", "parity");
        assertThat(drawn.detail()).contains("left-symmetric", "chunks of 64.0 KiB", "degraded", "98 % sure");
        assertThat(drawn.description()).isEqualTo("RAID set md0, 2 members seen, 1 missing.");
    }

    @Test
    void setWithoutKnownPlacesIsItsMembers() {
        RaidSet set = set("'level':'raid1','state':'degraded','slots':2,'members':['sda1']");

        Page.Members drawn = (Page.Members) new RaidDrawing(WORDS).of(set);

        assertThat(drawn.members()).extracting(Page.Member::name).containsExactly("sda1", "–");
    }

    @Test
    void nonsenseIsNoReasonToFail() {
        String places =
                List.of("", "a", "b").stream().map(name -> "'" + name + "'").collect(Collectors.joining(",", "[", "]"));

        assertThat(new RaidDrawing(WORDS)
                        .of(set("'level':'raid5','layout':'left-symmetric','slots':2147483647,'places':" + places)))
                .isInstanceOf(Page.Stripes.class);
        assertThat(new RaidDrawing(WORDS).of(set("'slots':2147483647"))).isInstanceOf(Page.Members.class);
    }

    private static RaidSet set(String fields) {
        return SampleInventory.ofGoodServer("web01")
                .put("hardware.raidSets", "[{'name':'md0','format':'md-1.2'," + fields + "}]")
                .inventory()
                .hardware()
                .raidSets()
                .get(0);
    }
}
