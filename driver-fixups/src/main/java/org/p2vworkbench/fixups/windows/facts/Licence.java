package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.RegistryData;

/**
 * How this Windows was sold, as far as it can be told without its key, which is never read: the channel in
 * DigitalProductId4 (Vista and later, UTF-16 at 0x3F8), else the second part of ProductId.
 *
 * @param channel "OEM:SLP", "Volume:GVLK", "Retail"; empty when it does not say
 */
public record Licence(String channel) {

    private static final String CURRENT = "Microsoft\\Windows NT\\CurrentVersion";
    private static final int CHANNEL_AT = 0x3f8;
    private static final int CHANNEL_BYTES = 128;

    static Licence of(Hive software) throws IOException {
        HiveReader in = new HiveReader(software);
        Optional<String> digital = in.value(CURRENT, "DigitalProductId4").flatMap(Licence::channel);
        return new Licence(digital.orElse(in.string(CURRENT, "ProductId").matches("\\d{5}-OEM-.*") ? "OEM" : ""));
    }

    private static Optional<String> channel(RegistryData digital) {
        if (digital.length() < CHANNEL_AT + CHANNEL_BYTES) {
            return Optional.empty();
        }
        String text = new String(digital.bytes(), CHANNEL_AT, CHANNEL_BYTES, StandardCharsets.UTF_16LE);
        String channel = text.substring(0, Math.max(0, text.indexOf('\0')));
        return channel.matches("[A-Za-z][A-Za-z0-9:_-]*") ? Optional.of(channel) : Optional.empty();
    }

    /** Tied to the machine it was sold with. */
    public boolean isOem() {
        return channel.toUpperCase(Locale.ROOT).startsWith("OEM");
    }
}
