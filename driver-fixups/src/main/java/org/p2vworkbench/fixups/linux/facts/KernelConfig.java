package org.p2vworkbench.fixups.linux.facts;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;

/** The settings a kernel was built with; none are known of a kernel that came without its file. */
public record KernelConfig(Map<String, String> values) {

    private static final String PREFIX = "CONFIG_";

    /** Symbols of the drivers whose names differ from theirs in more than case. */
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("virtio_scsi", "SCSI_VIRTIO"),
            Map.entry("ahci", "SATA_AHCI"),
            Map.entry("libata", "ATA"),
            Map.entry("piix", "BLK_DEV_PIIX"),
            Map.entry("ide_disk", "BLK_DEV_IDEDISK"),
            Map.entry("sd_mod", "BLK_DEV_SD"),
            Map.entry("scsi_mod", "SCSI"),
            Map.entry("sym53c8xx", "SCSI_SYM53C8XX_2"));

    public KernelConfig {
        values = Map.copyOf(values);
    }

    static KernelConfig of(GuestTree guest, String version) throws IOException {
        for (String file : List.of("/boot/config-" + version, "/lib/modules/" + version + "/config")) {
            Optional<String> text = guest.text(file);
            if (text.isPresent()) {
                return parse(text.get());
            }
        }
        return new KernelConfig(Map.of());
    }

    private static KernelConfig parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().filter(line -> line.startsWith(PREFIX)).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(PREFIX.length(), equals), line.substring(equals + 1));
            }
        });
        return new KernelConfig(values);
    }

    public boolean isKnown() {
        return !values.isEmpty();
    }

    /** Without the prefix {@code CONFIG_}. */
    public boolean isSet(String symbol) {
        return values.containsKey(symbol);
    }

    boolean hasBuiltIn(String driver) {
        return "y".equals(values.get(SYMBOLS.getOrDefault(driver, driver.toUpperCase(Locale.ROOT))));
    }
}
