package org.p2vworkbench.fixups.linux.loader;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code grubenv}, a block of exactly 1024 bytes filled up with '#' (GNU GRUB manual 2.06, "The GRUB environment
 * block"). RHEL 8 keeps the command line of all its entries in it.
 */
final class GrubEnvironmentSyntax implements LoaderSyntax {

    private static final int SIZE = 1024;
    private static final String VARIABLE = "kernelopts=";

    @Override
    public List<BootEntry> entries(String text) {
        return List.of();
    }

    @Override
    public String rewrite(String text, ArgumentEdit edit) {
        List<String> edited = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(VARIABLE)) {
                edited.add(ArgumentSpan.edit(line, VARIABLE.length(), line.length(), true, edit));
            } else if (!line.matches("#+")) {
                edited.add(line);
            }
        }
        String block = String.join("\n", edited) + "\n";
        // One that does not fit is left as it is: GRUB takes no block of another size.
        return block.length() > SIZE || !text.contains(VARIABLE) ? text : block + "#".repeat(SIZE - block.length());
    }
}
