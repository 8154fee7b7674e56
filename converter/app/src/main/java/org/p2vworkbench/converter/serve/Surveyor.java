package org.p2vworkbench.converter.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.p2vworkbench.converter.api.ApiServer;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.migrate.Migration;
import org.p2vworkbench.converter.raid.ControllerSets;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.survey.GuestLook;
import org.p2vworkbench.converter.survey.MachineSurvey;
import org.p2vworkbench.reports.inventory.Inventory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the inventory of a machine whose agent is there, and keeps it in the machine's folder. */
record Surveyor(ConnectedMachine machine, Path store, ApiServer.Asker asker) {

    private static final Logger LOG = LoggerFactory.getLogger(Surveyor.class);

    /** Whether to look into the system on the disks, which takes an appliance. */
    enum Inside {
        /** Where nothing else tells what it is: a boot medium runs a system of its own. */
        IF_NEEDED,
        YES,
        NO
    }

    /** Where the inventory lies. */
    String take(Inside inside) throws IOException {
        String told = machine.survey();
        MachineSource source = Migration.look(machine);
        Inventory inventory = new MachineSurvey(source, Clock.systemUTC()).withAgent(told);
        boolean needed = inventory.guest().isEmpty();
        if (inside == Inside.YES || inside == Inside.IF_NEEDED && needed) {
            inventory = new GuestLook(new ControllerSets(true).assembled(source), Clock.systemUTC(), this::tell)
                    .into(inventory);
        }
        inventory = new MeasuredRates(machine).into(inventory);
        MachineFolder folder = new MachineFolder(store.resolve(machine.name()));
        MachineSurvey.keep(inventory, folder);
        return folder.inventoryJson().toString();
    }

    private void tell(String line) {
        try {
            asker.story(line);
        } catch (IOException gone) {
            LOG.debug("machine={} nobody listens any more", machine.name(), gone);
        }
    }
}
