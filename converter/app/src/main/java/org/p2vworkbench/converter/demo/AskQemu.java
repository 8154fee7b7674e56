package org.p2vworkbench.converter.demo;

import java.io.IOException;
import org.p2vworkbench.converter.process.OutsideProgram;

/** Asks outside witnesses: QEMU whether the images are sound and hold the old disks, libvirt whether it takes them. */
final class AskQemu implements Step {

    @Override
    public String title() {
        return "What others say: QEMU compares with the disks that the old machines were made of";
    }

    @Override
    public void play(Stage stage) throws IOException {
        for (String machine : new String[] {Estate.LINUX, Estate.WINDOWS}) {
            stage.ask(OutsideProgram.QEMU_IMG, "check", stage.plan(machine).copy());
            stage.ask(
                    OutsideProgram.QEMU_IMG,
                    "compare",
                    "-f",
                    "raw",
                    "-F",
                    "qcow2",
                    stage.estate().truthOf(machine),
                    stage.plan(machine).image());
            stage.ask(Stage.VALIDATOR, stage.machine(machine).domainXml(), "domain");
        }
    }
}
