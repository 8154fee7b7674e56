package org.p2vworkbench.converter.demo;

import java.io.IOException;

/** Asks libvirt's test driver whether it would take the machine. */
final class DefineIt implements Step {

    @Override
    public String title() {
        return "The machine for libvirt, its card on a bridge";
    }

    @Override
    public boolean possible(Stage stage) {
        return stage.knows("define");
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        String said = stage.type(
                0,
                "define",
                Estate.LINUX,
                "--store",
                stage.store(),
                "--connect",
                "test:///default",
                "--map",
                "*=br0",
                "--dry-run");
        stage.expect(said.contains("planned"), "libvirt was not asked");
        stage.say("    Without --dry-run it is defined; --start starts it. The plain command asks qemu:///system.");
    }
}
