package org.p2vworkbench.media.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that the host provides, run by whoever builds the medium. */
public interface HostProgram {

    /**
     * Runs a program to its end.
     *
     * @param folder in which it runs
     * @param environment what is added to that of this program
     * @return what it printed
     * @throws IOException if it is missing or fails, with what it said
     */
    String run(Path folder, Map<String, String> environment, List<String> command) throws IOException;
}
