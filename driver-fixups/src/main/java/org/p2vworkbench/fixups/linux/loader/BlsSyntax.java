package org.p2vworkbench.fixups.linux.loader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An entry file of the Boot Loader Specification: one system, a key and its value per line. GRUB 2, systemd-boot. */
final class BlsSyntax implements LoaderSyntax {

    private static final Pattern LINE = Pattern.compile("^\\s*([a-z-]+)[ \\t]+(.*?)\\s*$");

    @Override
    public List<BootEntry> entries(String text) {
        Map<String, String> keys = keys(text);
        if (!keys.containsKey("linux")) {
            return List.of();
        }
        return List.of(new BootEntry(
                keys.getOrDefault("title", ""),
                keys.get("linux"),
                Optional.ofNullable(keys.get("initrd")),
                KernelArguments.of(keys.getOrDefault("options", ""))));
    }

    /** Of a key that comes twice the values one after the other, as the specification has it for options. */
    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new HashMap<>();
        text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> keys.merge(line.group(1), line.group(2), (first, second) -> first + " " + second));
        return keys;
    }

    @Override
    public String rewrite(String text, ArgumentEdit edit) {
        boolean initramfs = keys(text).containsKey("initrd");
        List<String> edited = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            edited.add(
                    parts.matches() && parts.group(1).equals("options")
                            ? ArgumentSpan.edit(line, parts.start(2), parts.end(2), initramfs, edit)
                            : line);
        }
        return String.join("\n", edited);
    }
}
