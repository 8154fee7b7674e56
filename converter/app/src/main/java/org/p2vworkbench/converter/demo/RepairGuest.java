package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Path;
import org.p2vworkbench.fixtures.machine.PhonyWindows;
import org.p2vworkbench.fixtures.registry.FakeWindows;

/** Shows what keeps an old Windows from booting on KVM, and what would be changed about it. */
final class RepairGuest implements Step {

    @Override
    public String title() {
        return "A Windows 2003 from a Smart Array: what would stop it, and what is changed";
    }

    @Override
    public boolean possible(Stage stage) {
        return stage.knows("fixup");
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        Path disk = PhonyWindows.old(FakeWindows.windows2003())
                .drivers("atapi", "intelide", "pciide", "pciidex", "disk", "partmgr")
                .writeTo(stage.estate().folder().resolve("erp07.raw"));
        String said = stage.type(0, "fixup", disk, "--dry-run");
        stage.expect(said.contains("cpqcissm"), "the Smart Array's driver was not found");
        stage.expect(said.contains("Nothing was changed."), "a dry run changed the disk");
        stage.say("    'p2v convert' does this by itself, in a layer that '--undo' takes away.");
    }
}
