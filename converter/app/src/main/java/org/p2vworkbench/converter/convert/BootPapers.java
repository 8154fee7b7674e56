package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;

/** What a boot leaves in the machine's folder beside its pictures. */
final class BootPapers {

    private BootPapers() {}

    /** @param name of the stage: "prove" or "testboot" */
    static void write(MachineFolder folder, String name, BootProof.Result result, Clock clock) throws IOException {
        DurableFile.write(folder.proof().resolve(name + ".json"), JsonText.document(result) + "\n");
        new EventLog(folder.events(), clock)
                .add(name, result.verdict().name().toLowerCase(Locale.ROOT), Map.of("words", result.words()));
    }
}
