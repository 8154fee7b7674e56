package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Files;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.store.MachineFolder;

/** Converts the whole folder: one machine goes on where it stopped, one is new, one is damaged and stops nobody. */
final class ConvertAll implements Step {

    @Override
    public String title() {
        return "The whole folder: one resumes, one is new, one is damaged and fails alone";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        String said = stage.type(
                ExitCode.NOT_CONVERTIBLE.number(),
                "convert",
                stage.estate().folder(),
                "-o",
                stage.store(),
                "--compress",
                "zlib",
                "--no-fixup");
        stage.expect(said.contains("Error: " + Estate.BROKEN), "the damaged disk was not reported");
        for (String name : new String[] {Estate.LINUX, Estate.WINDOWS}) {
            MachineFolder machine = stage.machine(name);
            stage.expect(Files.exists(machine.reportJson()), name + " was not converted");
        }
        CopiedBytes linux = CopiedBytes.of(stage.machine(Estate.LINUX));
        stage.say("    %s: %d MiB of its %d MiB were there from the interrupted run."
                .formatted(Estate.LINUX, linux.kept() >> 20, linux.all() >> 20));
        stage.expect(linux.kept() > 0, "the interrupted copy began anew");
    }
}
