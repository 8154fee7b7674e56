package org.p2vworkbench.converter.demo;

import java.io.IOException;

/** One thing the demo shows. */
interface Step {

    /** What will be seen, as a heading. */
    String title();

    /** Whether it can be shown by this version of the program. */
    default boolean possible(Stage stage) {
        return true;
    }

    /** Shows it; a {@link StepFailedException} says that something else was seen than was announced. */
    void play(Stage stage) throws IOException, InterruptedException;
}
