package org.p2vworkbench.fixups.linux.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of shell assignments, some of which are command lines from which new entries are made: {@code /etc/default/grub},
 * SUSE's {@code /etc/sysconfig/bootloader}.
 */
final class SettingSyntax implements LoaderSyntax {

    private static final Pattern LINE = Pattern.compile("^\\s*(?:export\\s+)?"
            + "(?:GRUB_CMDLINE_LINUX\\w*|DEFAULT_APPEND|FAILSAFE_APPEND|XEN_KERNEL_APPEND)=([\"']?)(.*?)\\1\\s*$");

    @Override
    public List<BootEntry> entries(String text) {
        return List.of();
    }

    @Override
    public String rewrite(String text, ArgumentEdit edit) {
        List<String> edited = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            edited.add(parts.matches() ? ArgumentSpan.edit(line, parts.start(2), parts.end(2), true, edit) : line);
        }
        return String.join("\n", edited);
    }
}
