package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.GuestWriter;

/** One thing that a repair changes, before it is done and after. */
public interface Change {

    /** What is changed. */
    enum Kind {
        REGISTRY,
        FILE,
        /** Boot sectors, boot loaders, initial RAM disks. */
        BOOT
    }

    /** The name of the fixup that wants it. */
    String fixup();

    Kind kind();

    /** The file's path, the registry value's path, the device. */
    String target();

    /** As a person reads it; empty when there was nothing. */
    String before();

    /** As a person reads it; empty when there is nothing any more. */
    String after();

    /** Why, in one sentence for the operator. */
    String why();

    /** How a person takes it back, in one sentence. */
    String undoText();

    void apply(GuestWriter guest) throws IOException;

    /**
     * What takes it back, from the guest as it is before this change is applied.
     *
     * @param originals keeps bytes that are needed for it
     */
    Undo undo(GuestWriter guest, Originals originals) throws IOException;
}
