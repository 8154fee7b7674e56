package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.survey.MachineSurvey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the inventory of a machine while its copy begins, unless its folder has one: what was predicted can only be compared
 * with what came when it was written down before. Nothing waits for it but the end of the migration.
 */
final class SurveyBeforehand {

    private static final Logger LOG = LoggerFactory.getLogger(SurveyBeforehand.class);
    private static final Duration LAST_CHANCE = Duration.ofSeconds(10);

    private final Thread thread;

    /** @param source its disks as they are, members of sets one by one */
    SurveyBeforehand(ConnectedMachine machine, MachineSource source, MachineFolder folder) {
        thread = new Thread(() -> take(machine, source, folder), "survey-" + machine.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private static void take(ConnectedMachine machine, MachineSource source, MachineFolder folder) {
        try {
            if (MachineSurvey.kept(folder).isEmpty()) {
                String told = machine.survey();
                MachineSurvey.keep(new MachineSurvey(source, Clock.systemUTC()).besideACopy(told), folder);
            }
        } catch (IOException | RuntimeException untold) {
            LOG.info("machine={} no inventory was taken: {}", machine.name(), untold.getMessage());
        }
    }

    /** It has had all the time of the copy; what hangs then hangs alone. */
    void await() {
        try {
            thread.join(LAST_CHANCE.toMillis());
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }
}
