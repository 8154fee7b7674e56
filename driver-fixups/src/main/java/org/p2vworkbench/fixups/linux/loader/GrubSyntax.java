package org.p2vworkbench.fixups.linux.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code grub.cfg} of GRUB 2 and {@code menu.lst} of GRUB legacy, which are alike in what matters here: a title, a line
 * that names the kernel and ends with its command line, a line that names the initramfs. Where Xen is booted the kernel
 * is a {@code module}. GRUB legacy on Debian keeps what it makes new entries from in comments ({@code # kopt=}), GRUB 2
 * of RHEL 8 in a variable.
 */
final class GrubSyntax implements LoaderSyntax {

    private static final Pattern TITLE = Pattern.compile("^\\s*(?:menuentry\\s+(['\"])(.*?)\\1.*|title\\s+(.*))$");
    private static final Pattern KERNEL = Pattern.compile(
            "^\\s*(?:linux|linux16|linuxefi|kernel|module|module2)\\s+(?:--\\S+\\s+)*(\\S+)[ \\t]*(.*)$");
    private static final Pattern INITRD =
            Pattern.compile("^\\s*(?:initrd|initrd16|initrdefi|module|module2)\\s+(?:--\\S+\\s+)*(\\S+).*$");
    private static final Pattern SETTING =
            Pattern.compile("^(?:\\s*set\\s+kernelopts=\"([^\"]*)\"|#\\s*(?:kopt|xenkopt)=(.*))\\s*$");

    @Override
    public List<BootEntry> entries(String text) {
        List<String> lines = text.lines().toList();
        List<BootEntry> entries = new ArrayList<>();
        String title = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher heading = TITLE.matcher(lines.get(i));
            if (heading.matches()) {
                title = Optional.ofNullable(heading.group(2)).orElse(heading.group(3));
            }
            Matcher kernel = KERNEL.matcher(lines.get(i));
            if (kernel.matches() && isLinux(kernel.group(1))) {
                entries.add(new BootEntry(
                        title.strip(), path(kernel.group(1)), initrd(lines, i), KernelArguments.of(kernel.group(2))));
            }
        }
        return entries;
    }

    /** Not the hypervisor, a memory test, or the initramfs of a kernel that Xen boots. */
    private static boolean isLinux(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return !name.startsWith("xen") && !name.startsWith("memtest") && !isInitrd(name);
    }

    private static boolean isInitrd(String name) {
        return name.startsWith("initr");
    }

    /** Without the device that may be before it. */
    private static String path(String named) {
        return named.replaceFirst("^\\([^)]*\\)", "");
    }

    private static Optional<String> initrd(List<String> lines, int kernelAt) {
        for (String line : lines.subList(kernelAt + 1, lines.size())) {
            Matcher initrd = INITRD.matcher(line);
            if (initrd.matches()
                    && isInitrd(initrd.group(1).substring(initrd.group(1).lastIndexOf('/') + 1))) {
                return Optional.of(path(initrd.group(1)));
            }
            if (line.strip().equals("}")
                    || TITLE.matcher(line).matches()
                    || KERNEL.matcher(line).matches()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public String rewrite(String text, ArgumentEdit edit) {
        List<String> lines = List.of(text.split("\n", -1));
        List<String> edited = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            edited.add(line(lines, i, edit));
        }
        return String.join("\n", edited);
    }

    private static String line(List<String> lines, int at, ArgumentEdit edit) {
        String line = lines.get(at);
        Matcher kernel = KERNEL.matcher(line);
        if (kernel.matches() && isLinux(kernel.group(1))) {
            boolean initramfs = initrd(lines, at).isPresent();
            return ArgumentSpan.edit(line, kernel.start(2), kernel.end(2), initramfs, edit);
        }
        Matcher setting = SETTING.matcher(line);
        if (setting.matches()) {
            int group = setting.group(1) != null ? 1 : 2;
            return ArgumentSpan.edit(line, setting.start(group), setting.end(group), true, edit);
        }
        return line;
    }
}
