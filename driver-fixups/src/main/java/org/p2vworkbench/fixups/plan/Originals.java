package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.Content;

/** Keeps the bytes that were there before a repair. */
public interface Originals {

    /** Returns the name under which they are kept. What was kept of a path first is what the guest had. */
    String keep(String path, Content content) throws IOException;
}
