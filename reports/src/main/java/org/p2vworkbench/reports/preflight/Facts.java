package org.p2vworkbench.reports.preflight;

import java.util.List;
import java.util.function.Function;
import org.p2vworkbench.reports.inventory.Fact;
import org.p2vworkbench.reports.page.Page.FactRow;
import org.p2vworkbench.reports.page.Words;

/** Facts as rows: the value with its source, or why there is none. An unknown value is never shown as if it were one. */
record Facts(Words words) {

    private static final double SURE = 1;

    FactRow text(String label, Fact<String> fact) {
        return row(label, fact, Function.identity());
    }

    FactRow number(String label, Fact<Long> fact) {
        return row(label, fact, words::number);
    }

    FactRow bytes(String label, Fact<Long> fact) {
        return row(label, fact, words::bytes);
    }

    FactRow truth(String label, Fact<Boolean> fact) {
        return row(label, fact, words::yesNo);
    }

    FactRow list(String label, Fact<List<String>> fact) {
        return row(label, fact, all -> all.isEmpty() ? words.text("none") : String.join(", ", all));
    }

    <T> FactRow row(String label, Fact<T> fact, Function<T, String> written) {
        return fact.value()
                .map(value -> new FactRow(words.text(label), written.apply(value), origin(fact), true))
                .orElseGet(() -> new FactRow(
                        words.text(label),
                        words.text("not.readable"),
                        fact.unknown().orElse(""),
                        false));
    }

    private String origin(Fact<?> fact) {
        return fact.confidence() < SURE ? fact.source() + ", " + words.percent(fact.confidence()) : fact.source();
    }

    /** The value alone; empty when it is not known. */
    String plain(Fact<String> fact) {
        return fact.orElse("");
    }

    String plainBytes(Fact<Long> fact) {
        return fact.value().map(words::bytes).orElse("");
    }
}
