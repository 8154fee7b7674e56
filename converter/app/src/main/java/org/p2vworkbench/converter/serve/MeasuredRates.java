package org.p2vworkbench.converter.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.Fact;
import org.p2vworkbench.reports.inventory.Inventory;

/** Has the agent read the beginning of each disk for a moment, so that a prediction need not go by usual numbers. */
record MeasuredRates(ConnectedMachine machine) {

    /** Each takes a third of a second. */
    private static final int MOST_DISKS = 24;

    Inventory into(Inventory inventory) throws IOException {
        Map<String, DiskOffer> offers = new HashMap<>();
        machine.disks().stream().limit(MOST_DISKS).forEach(offer -> offers.put(offer.path(), offer));
        List<DiskFacts> disks = new ArrayList<>();
        for (DiskFacts disk : inventory.hardware().disks()) {
            DiskOffer offer = offers.get(disk.path());
            long rate = offer == null ? 0 : machine.sourceRate(offer);
            disks.add(rate == 0 ? disk : disk.read(measured(rate, inventory)));
        }
        return inventory.with(inventory
                .hardware()
                .with(
                        disks,
                        inventory.hardware().raidSets(),
                        inventory.hardware().volumes()));
    }

    private static Fact<Long> measured(long rate, Inventory inventory) {
        String source = "0.3 s of reading from its beginning";
        return new Fact<>(Optional.of(rate), source, inventory.by(), inventory.takenAt(), 0.7, Optional.empty());
    }
}
