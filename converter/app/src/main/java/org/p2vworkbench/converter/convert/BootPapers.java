package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.proof.Verdict;
import org.p2vworkbench.converter.proof.cable.PortAnswer;
import org.p2vworkbench.converter.reporting.MachineReport;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;

/** What a boot leaves in the machine's folder beside its pictures. */
final class BootPapers {

    private BootPapers() {}

    /**
     * A boot, for whoever reports on it.
     *
     * @param at UTC, when it was over
     * @param pictures in their order, relative to the machine's folder, as the serial log is: the last one shows what led
     *     to the verdict
     */
    private record Paper(
            int schemaVersion,
            String at,
            Verdict verdict,
            String words,
            List<String> explanation,
            double seconds,
            long fetchedBytes,
            List<String> pictures,
            String serialLog,
            String accelerator,
            List<PortAnswer> ports) {

        static final int SCHEMA_VERSION = 1;
    }

    /** @param name of the stage: "prove" or "testboot" */
    static void write(MachineFolder folder, String name, BootProof.Result result, Clock clock) throws IOException {
        Path top = folder.path();
        Paper paper = new Paper(
                Paper.SCHEMA_VERSION,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                result.verdict(),
                result.words(),
                result.explanation(),
                result.seconds(),
                result.fetchedBytes(),
                result.pictures().stream()
                        .map(picture -> top.relativize(picture).toString())
                        .toList(),
                top.relativize(result.serialLog()).toString(),
                result.accelerator().qemuName(),
                result.ports());
        DurableFile.write(folder.proof().resolve(name + ".json"), JsonText.document(paper) + "\n");
        new EventLog(folder.events(), clock)
                .add(name, result.verdict().name().toLowerCase(Locale.ROOT), Map.of("words", result.words()));
        new MachineReport(folder).renewHtml();
    }
}
