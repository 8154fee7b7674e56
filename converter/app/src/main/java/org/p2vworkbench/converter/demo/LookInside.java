package org.p2vworkbench.converter.demo;

import java.io.IOException;

/** Shows what is on the disks before anything is converted. */
final class LookInside implements Step {

    @Override
    public String title() {
        return "What is on them";
    }

    @Override
    public boolean possible(Stage stage) {
        return stage.knows("inspect");
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        stage.type(0, "inspect", stage.estate().appliance(), stage.estate().description());
    }
}
