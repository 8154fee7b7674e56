package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Files;

/** Shows the plan of a conversion, and that showing it writes nothing. */
final class PlanOnly implements Step {

    @Override
    public String title() {
        return "What would be done, before anything is done";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        stage.type(0, "convert", stage.estate().appliance(), "-o", stage.store(), "--compress", "zlib", "--dry-run");
        stage.expect(Files.notExists(stage.store()), "a dry run has written to " + stage.store());
    }
}
