package org.p2vworkbench.converter.demo;

import java.io.IOException;

/** Runs a finished conversion a second time: nothing is copied, and what is there is proved by its ledger. */
final class ConvertAgain implements Step {

    @Override
    public String title() {
        return "The same again: what is finished is skipped, after being compared with its ledger";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        String said = stage.type(
                0,
                "convert",
                stage.estate().appliance(),
                stage.estate().description(),
                "-o",
                stage.store(),
                "--compress",
                "zlib",
                "--no-fixup");
        stage.expect(
                said.lines().filter(line -> line.startsWith("skipped")).count() == 2,
                "finished machines were copied again");
    }
}
