package org.p2vworkbench.converter.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.LedgerSummary;

/**
 * How far a machine is, as its folder tells it.
 *
 * @param connected whether its agent is; images have none
 * @param stage "copy" or "done"
 * @param percent of the disks' bytes that are in the ledgers
 * @param waitingFor what has to happen for it to go on
 */
public record MachineState(String machine, boolean connected, String stage, int percent, Optional<String> waitingFor) {

    public static MachineState of(MachineFolder folder) throws IOException {
        if (Files.exists(folder.reportJson())) {
            return new MachineState(folder.name(), false, "done", 100, Optional.empty());
        }
        MachineRecord record = JsonText.read(folder.machineJson(), MachineRecord.class);
        long total = 0;
        long done = 0;
        for (MachineRecord.Disk disk : record.disks()) {
            total += disk.virtualBytes();
            done += LedgerSummary.of(folder.ledger(disk.name())).coveredBytes();
        }
        int percent = total == 0 ? 0 : (int) Math.min(99, done * 100 / total);
        boolean agents = record.input().startsWith("ssh:");
        String again = agents ? "p2v migrate " + folder.name() : "the same convert command, to go on";
        return new MachineState(folder.name(), false, "copy", percent, Optional.of(again));
    }
}
