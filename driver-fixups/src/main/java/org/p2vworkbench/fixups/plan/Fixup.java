package org.p2vworkbench.fixups.plan;

import java.io.IOException;

/**
 * One idea of what a guest needs to run on KVM.
 *
 * @param <G> the facts of the kind of guest it is for
 */
public interface Fixup<G> {

    /** In lower case with hyphens, stable, for reports and options. */
    String name();

    /** Adds what it would change, and what it found, to the draft. A guest that needs nothing gets nothing. */
    void plan(G guest, Edits edits) throws IOException;
}
