package org.p2vworkbench.media.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Has the agent do once on this host what it will do on old machines, so that Java sees which classes that takes. */
public interface Rehearsal {

    /**
     * Runs the agent against a converter made for it, until both are finished.
     *
     * @param folder in which it runs
     * @param agent Java with its options and the agent's class: what its own arguments come behind
     */
    void run(Path folder, List<String> agent) throws IOException;
}
