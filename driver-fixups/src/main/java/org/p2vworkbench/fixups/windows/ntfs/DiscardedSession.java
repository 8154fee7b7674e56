package org.p2vworkbench.fixups.windows.ntfs;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.fixups.guest.DeviceRun;
import org.p2vworkbench.fixups.guest.GuestWriter;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Originals;
import org.p2vworkbench.fixups.plan.Undo;

/** What Windows was in the middle of is given up, so that it starts as after a power failure. */
record DiscardedSession(String fixup, String target, String before, String after, String why, List<DeviceRun> journal)
        implements Change {

    DiscardedSession {
        journal = List.copyOf(journal);
    }

    @Override
    public Kind kind() {
        return Kind.BOOT;
    }

    /** A saved session is as large as the machine's memory: the pristine copy below the layer has it. */
    @Override
    public String undoText() {
        return "drop the layer; what ran in the new machine cannot go on with the old session";
    }

    @Override
    public void apply(GuestWriter guest) throws IOException {
        guest.discardSession(journal);
    }

    @Override
    public Undo undo(GuestWriter guest, Originals originals) {
        return new Undo.Several(List.of());
    }
}
