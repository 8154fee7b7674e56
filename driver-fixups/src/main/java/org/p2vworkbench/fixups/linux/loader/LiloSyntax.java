package org.p2vworkbench.fixups.linux.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code lilo.conf} and {@code elilo.conf}: {@code root=} is a line of its own, the rest of the command line is {@code
 * append="..."}. What stands before the first image is for all images.
 */
final class LiloSyntax implements LoaderSyntax {

    private static final Pattern LINE =
            Pattern.compile("^\\s*(image|label|initrd|root|append)\\s*=\\s*(\"?)(.*?)\\2\\s*$");

    @Override
    public List<BootEntry> entries(String text) {
        List<BootEntry> entries = new ArrayList<>();
        List<List<Matcher>> sections = sections(text);
        List<Matcher> global = sections.get(0);
        for (List<Matcher> image : sections.subList(1, sections.size())) {
            Optional<String> root = value(image, "root").or(() -> value(global, "root"));
            String append =
                    value(image, "append").or(() -> value(global, "append")).orElse("");
            entries.add(new BootEntry(
                    value(image, "label").orElse(""),
                    value(image, "image").orElse(""),
                    value(image, "initrd").or(() -> value(global, "initrd")),
                    KernelArguments.of(
                            root.map(device -> "root=" + device + " ").orElse("") + append)));
        }
        return entries;
    }

    private static List<List<Matcher>> sections(String text) {
        List<List<Matcher>> sections = new ArrayList<>(List.of(new ArrayList<>()));
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            if (line.group(1).equals("image")) {
                sections.add(new ArrayList<>());
            }
            sections.get(sections.size() - 1).add(line);
        });
        return sections;
    }

    private static Optional<String> value(List<Matcher> section, String key) {
        return section.stream()
                .filter(line -> line.group(1).equals(key))
                .map(line -> line.group(3))
                .findFirst();
    }

    @Override
    public String rewrite(String text, ArgumentEdit edit) {
        List<String> edited = new ArrayList<>();
        boolean initramfs = text.contains("initrd");
        for (String line : text.split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches() && parts.group(1).equals("append")) {
                edited.add(ArgumentSpan.edit(line, parts.start(3), parts.end(3), initramfs, edit));
            } else if (parts.matches() && parts.group(1).equals("root")) {
                edited.add(root(line, parts, initramfs, edit));
            } else {
                edited.add(line);
            }
        }
        return String.join("\n", edited);
    }

    /** A value with a second '=' in it needs quotes. */
    private static String root(String line, Matcher parts, boolean initramfs, ArgumentEdit edit) {
        KernelArguments before = new KernelArguments(List.of("root=" + parts.group(3)));
        Optional<String> after = edit.edit(before, initramfs).value("root");
        return after.isEmpty() || after.get().equals(parts.group(3))
                ? line
                : line.substring(0, parts.start(2)) + '"' + after.get() + '"';
    }
}
