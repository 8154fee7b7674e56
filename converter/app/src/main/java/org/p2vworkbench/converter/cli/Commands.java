package org.p2vworkbench.converter.cli;

import java.util.List;

/** Every command there is, in the order of the help. A new command is one line here. */
final class Commands {

    private Commands() {}

    static List<Object> all(Console console) {
        return List.of(
                new ConvertCommand(console),
                new InspectCommand(console),
                new MachinesCommand(console),
                new ShowCommand(console),
                new VerifyCommand(console),
                new DoctorCommand(console),
                new DemoCommand(console),
                new CompletionCommand(console));
    }
}
