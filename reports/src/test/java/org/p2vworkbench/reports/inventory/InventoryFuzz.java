package org.p2vworkbench.reports.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Fuzz target: any bytes are an inventory or an IOException. */
public final class InventoryFuzz {

    private InventoryFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Inventory inventory = InventoryJson.read(new String(data, StandardCharsets.UTF_8));
            InventoryJson.read(InventoryJson.write(inventory));
            inventory.diskBytes();
        } catch (IOException expected) {
            // It is no inventory.
        }
    }
}
