package org.p2vworkbench.fixups.linux.initramfs;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.relocation.DeviceNames;

/** Device names of the old machine inside an image, where they would be waited for: in vain, and some forever. */
final class OldNames {

    /** What dracut makes systemd wait for: the device is in the name, escaped (systemd.unit(5)). */
    private static final Pattern TIMEOUT =
            Pattern.compile("etc/systemd/system/(dev-[^/]+)\\.device\\.d/timeout\\.conf");

    private OldNames() {}

    /** The texts that must change, by path. */
    static Map<String, byte[]> replaced(Initramfs image, DeviceNames devices) {
        Map<String, byte[]> changed = new TreeMap<>();
        Optional<NashScript> nash = NashScript.of(image);
        image.texts().forEach((path, bytes) -> {
            String before = new String(bytes, StandardCharsets.ISO_8859_1);
            String after = path.equals("init") || path.equals("linuxrc")
                    ? nash.map(script -> script.with(devices).text()).orElse(before)
                    : timeout(path, devices).orElseGet(() -> devices.replaceIn(before));
            if (!after.equals(before)) {
                changed.put(path, after.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        return changed;
    }

    private static Optional<String> timeout(String path, DeviceNames devices) {
        Matcher unit = TIMEOUT.matcher(path);
        if (!unit.matches()) {
            return Optional.empty();
        }
        String device = "/" + unescaped(unit.group(1));
        return devices.isOld(device)
                ? Optional.of("[Unit]\n# %s was on the old machine\nJobTimeoutSec=1\nJobRunningTimeoutSec=1\n"
                        .formatted(device))
                : Optional.empty();
    }

    private static String unescaped(String unit) {
        return Pattern.compile("\\\\x([0-9a-f]{2})")
                .matcher(unit.replace('-', '/'))
                .replaceAll(found -> {
                    String character = String.valueOf((char) Integer.parseInt(found.group(1), 16));
                    return Matcher.quoteReplacement(character);
                });
    }
}
