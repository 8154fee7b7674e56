package org.p2vworkbench.fixups.linux.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code extlinux.conf} and {@code syslinux.cfg}: keywords in any case; the initramfs is named on a line of its own or by
 * {@code initrd=} on the command line.
 */
final class SyslinuxSyntax implements LoaderSyntax {

    private static final Pattern LINE =
            Pattern.compile("^\\s*(label|kernel|linux|append|initrd)[ \\t]+(.*?)\\s*$", Pattern.CASE_INSENSITIVE);

    @Override
    public List<BootEntry> entries(String text) {
        List<BootEntry> entries = new ArrayList<>();
        for (List<Matcher> label : labels(text)) {
            String kernel =
                    value(label, "kernel").or(() -> value(label, "linux")).orElse("");
            KernelArguments arguments =
                    KernelArguments.of(value(label, "append").orElse(""));
            if (!kernel.isEmpty() && !kernel.endsWith(".c32")) {
                Optional<String> initrd = value(label, "initrd").or(() -> arguments.value("initrd"));
                entries.add(new BootEntry(value(label, "label").orElse(""), kernel, initrd, arguments));
            }
        }
        return entries;
    }

    /** What stands before the first label comes first, under no label. */
    private static List<List<Matcher>> labels(String text) {
        List<List<Matcher>> labels = new ArrayList<>(List.of(new ArrayList<>()));
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            if (keyword(line).equals("label")) {
                labels.add(new ArrayList<>());
            }
            labels.get(labels.size() - 1).add(line);
        });
        return labels;
    }

    private static String keyword(Matcher line) {
        return line.group(1).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> value(List<Matcher> label, String keyword) {
        return label.stream()
                .filter(line -> keyword(line).equals(keyword))
                .map(line -> line.group(2))
                .findFirst();
    }

    @Override
    public String rewrite(String text, ArgumentEdit edit) {
        List<String> edited = new ArrayList<>();
        boolean initramfs = text.toLowerCase(Locale.ROOT).contains("initrd");
        for (String line : text.split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            edited.add(
                    parts.matches() && keyword(parts).equals("append")
                            ? ArgumentSpan.edit(line, parts.start(2), parts.end(2), initramfs, edit)
                            : line);
        }
        return String.join("\n", edited);
    }
}
