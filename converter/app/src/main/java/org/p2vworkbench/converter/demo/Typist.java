package org.p2vworkbench.converter.demo;

import java.util.List;
import java.util.function.Consumer;

/** Types command lines to this program. The command line gives it to the demo, which must not know the former. */
public interface Typist {

    /** Whether there is a command of this name. */
    boolean knows(String command);

    /**
     * Runs a command to its end on the calling thread, whose interrupt means Ctrl-C.
     *
     * @param said takes each line that it prints, results and story alike
     * @return its exit status
     */
    int type(List<String> arguments, Consumer<String> said);
}
