package org.p2vworkbench.fixups.linux.loader;

import java.util.List;

/** {@code /etc/kernel/cmdline}: a command line and nothing else, for entries that kernel-install makes. */
final class CommandLineSyntax implements LoaderSyntax {

    @Override
    public List<BootEntry> entries(String text) {
        return List.of();
    }

    @Override
    public String rewrite(String text, ArgumentEdit edit) {
        return ArgumentSpan.edit(text, 0, text.stripTrailing().length(), true, edit);
    }
}
