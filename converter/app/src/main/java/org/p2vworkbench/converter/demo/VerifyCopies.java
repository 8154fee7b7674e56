package org.p2vworkbench.converter.demo;

import java.io.IOException;

/** Verifies the copies: every chunk against the hash that was taken when the source was read. */
final class VerifyCopies implements Step {

    @Override
    public String title() {
        return "Is every byte what was read from the old disks";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        for (String machine : new String[] {Estate.LINUX, Estate.WINDOWS}) {
            String said = stage.type(0, "verify", machine, "--store", stage.store());
            stage.expect(said.contains("ok "), "nothing was verified");
        }
    }
}
