package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.libvirt.DomainXml;

/**
 * Loads what a conversion will need on a second processor while the first still reads the command line. Reading it
 * takes 0.2 s, loading the rest another 0.2 s; a disk of a gigabyte takes 1.5 s in all, so it shows.
 */
final class HeadStart {

    private HeadStart() {}

    static void take() {
        Thread thread = new Thread(HeadStart::load, "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        JsonText.document(Map.of("random", UUID.randomUUID()));
        ForeignFormat.andOwn().names();
        MachineHardware nobody = MachineHardware.aroundBareDisks("nobody", Firmware.BIOS, List.of());
        try {
            DomainXml.of(nobody, List.of(), new UUID(0, 0));
        } catch (IOException impossible) {
            throw new AssertionError("nobody's cards are mapped nowhere", impossible);
        }
    }
}
