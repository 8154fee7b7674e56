package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.loader.ArgumentEdit;
import org.p2vworkbench.fixups.linux.loader.LoaderFile;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Edits;

/** Every kernel command line that a guest has, wherever its boot loaders keep them. */
final class CommandLines {

    private CommandLines() {}

    static void edit(Edits edits, ArgumentEdit edit, String why) throws IOException {
        for (LoaderFile file : LoaderFile.of(edits.guest())) {
            Content before = edits.guest().read(file.path());
            String text = file.rewrite(before.text(), edit);
            edits.write(file.path(), before.encoded(text), Change.Kind.BOOT, why);
        }
    }
}
