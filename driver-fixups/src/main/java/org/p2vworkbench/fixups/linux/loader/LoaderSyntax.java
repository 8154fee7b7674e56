package org.p2vworkbench.fixups.linux.loader;

import java.util.List;

/** Where in a boot loader's file the kernels' command lines are. */
interface LoaderSyntax {

    /** The systems it offers, in its order; none when the file only holds settings for making others. */
    List<BootEntry> entries(String text);

    /** The text with its command lines edited, and all else as it was. */
    String rewrite(String text, ArgumentEdit edit);
}
