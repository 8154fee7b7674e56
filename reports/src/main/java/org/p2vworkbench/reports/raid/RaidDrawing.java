package org.p2vworkbench.reports.raid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.reports.inventory.HardwareFacts.RaidSet;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Member;
import org.p2vworkbench.reports.page.Page.Members;
import org.p2vworkbench.reports.page.Page.Stripe;
import org.p2vworkbench.reports.page.Page.Stripes;
import org.p2vworkbench.reports.page.Words;

/** A set as a picture: chunk by chunk where its places are known, else its members as boxes. */
public record RaidDrawing(Words words) {

    /** More do not fit beside each other on paper. */
    private static final int MOST_DRAWN = 12;

    private static final int MOST_MEMBERS = 64;

    public Block of(RaidSet set) {
        List<Member> members = members(set);
        Optional<StripeMap> map = members.size() <= MOST_DRAWN && !set.places().isEmpty()
                ? StripeMap.of(set.level(), set.layout(), set.places().size())
                : Optional.empty();
        String title = (set.name() + "  " + set.level()).strip();
        return map.isPresent()
                ? new Stripes(title, detail(set), tone(set), members, rows(map.get(), set), description(set))
                : new Members(title, detail(set), tone(set), members, description(set));
    }

    private List<Member> members(RaidSet set) {
        List<Member> members = new ArrayList<>();
        if (!set.places().isEmpty()) {
            for (int slot = 0; slot < Math.min(set.places().size(), MOST_MEMBERS); slot++) {
                String name = set.places().get(slot);
                members.add(
                        name.isEmpty()
                                ? new Member("–", words.text("raid.missing"), "bad")
                                : new Member(name, words.text("raid.slot", slot), "good"));
            }
            return members;
        }
        set.members().stream()
                .limit(MOST_MEMBERS)
                .forEach(name -> members.add(new Member(name, words.text("raid.member"), "good")));
        for (int missing = members.size(); missing < Math.min(set.slots(), MOST_MEMBERS); missing++) {
            members.add(new Member("–", words.text("raid.missing"), "bad"));
        }
        return members;
    }

    private static List<List<Stripe>> rows(StripeMap map, RaidSet set) {
        List<List<Stripe>> rows = new ArrayList<>();
        for (List<StripeMap.Chunk> chunks : map.rows()) {
            List<Stripe> row = new ArrayList<>();
            for (int slot = 0; slot < chunks.size(); slot++) {
                StripeMap.Chunk chunk = chunks.get(slot);
                boolean there = !set.places().get(slot).isEmpty();
                row.add(new Stripe(
                        chunk.text(),
                        there
                                ? switch (chunk.kind()) {
                                    case DATA -> "data";
                                    case COPY -> "copy";
                                    case PARITY -> "parity";
                                }
                                : "gone"));
            }
            rows.add(row);
        }
        return rows;
    }

    private String detail(RaidSet set) {
        List<String> parts = new ArrayList<>(List.of(set.format()));
        if (!set.layout().isEmpty()) {
            parts.add(set.layout());
        }
        if (set.chunkBytes() > 0) {
            parts.add(words.text("raid.chunk", words.bytes(set.chunkBytes())));
        }
        if (set.sizeBytes() > 0) {
            parts.add(words.bytes(set.sizeBytes()));
        }
        parts.add(words.textOr("raid." + set.state(), set.state()));
        set.confidence().ifPresent(sure -> parts.add(words.text("raid.sure", words.percent(sure))));
        return String.join(", ", parts);
    }

    private static String tone(RaidSet set) {
        return set.state().equals("optimal") || set.state().equals("unknown") ? "good" : "bad";
    }

    private String description(RaidSet set) {
        long missing = set.places().stream().filter(String::isEmpty).count();
        return missing == 0
                ? words.text("raid.alt", set.name(), set.members().size())
                : words.text("raid.alt.missing", set.name(), set.members().size(), missing);
    }
}
