package org.p2vworkbench.fixups.linux.initramfs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.facts.KernelModule;

/**
 * How an image is told to load drivers. Most find them by themselves through udev and the list of aliases, and are told
 * all the same: which one waits for which is not the same in any two versions.
 */
final class LoadList {

    /** The settings of mkinitcpio's image, "HOOKS" among them. */
    private static final Pattern MKINITCPIO = Pattern.compile("(?m)^(MODULES=[\"(]?)([^\")\\n]*)");

    private LoadList() {}

    /** The texts that say it, by path. */
    static Map<String, byte[]> of(Initramfs image, List<KernelModule> modules) throws InitramfsFormatException {
        Map<String, byte[]> texts = new TreeMap<>();
        List<String> names = modules.stream().map(KernelModule::name).toList();
        Optional<NashScript> nash = NashScript.of(image);
        if (nash.isPresent()) {
            put(texts, "init", nash.get().loading(modules).text());
        } else if (image.has("scripts/functions") || image.has("conf/initramfs.conf")) {
            // initramfs-tools(7): one module per line, loaded before udev starts.
            String before = image.text("conf/modules").orElse("");
            put(texts, "conf/modules", lines(before) + String.join("\n", names) + "\n");
        } else if (image.text("config").filter(text -> text.contains("HOOKS=")).isPresent()) {
            String before = image.text("config").get();
            Matcher setting = MKINITCPIO.matcher(before);
            put(
                    texts,
                    "config",
                    setting.find()
                            ? setting.replaceFirst("$1" + String.join(" ", names) + " $2")
                            : lines(before) + "MODULES=\"" + String.join(" ", names) + "\"\n");
        } else if (image.has("usr/lib/systemd/systemd-modules-load") || image.has("lib/systemd/systemd-modules-load")) {
            put(texts, "etc/modules-load.d/p2v.conf", String.join("\n", names) + "\n");
        }
        return texts;
    }

    private static String lines(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private static void put(Map<String, byte[]> texts, String path, String text) {
        texts.put(path, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
