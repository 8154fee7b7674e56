package org.p2vworkbench.converter.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** Every command there is, in the order of the help. A new command is one line here. */
final class Commands {

    private static final Map<String, Function<Console, Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("convert", ConvertCommand::new);
        BY_NAME.put("inspect", InspectCommand::new);
        BY_NAME.put("raid", Commands::raid);
        BY_NAME.put("files", FilesCommand::tree);
        BY_NAME.put("inventory", InventoryCommand::new);
        BY_NAME.put("fleet", FleetCommand::new);
        BY_NAME.put("serve", ServeCommand::new);
        BY_NAME.put("enrol", EnrolCommand::new);
        BY_NAME.put("media", Commands::media);
        BY_NAME.put("recovery", RecoveryCommand::tree);
        BY_NAME.put("machines", MachinesCommand::new);
        BY_NAME.put("show", ShowCommand::new);
        BY_NAME.put("prove", ProveCommand::new);
        BY_NAME.put("migrate", MigrateCommand::new);
        BY_NAME.put("fixup", FixupCommand::new);
        BY_NAME.put("testboot", TestbootCommand::new);
        BY_NAME.put("define", DefineCommand::new);
        BY_NAME.put("flatten", FlattenCommand::new);
        BY_NAME.put("move", MoveCommand::new);
        BY_NAME.put("verify", VerifyCommand::new);
        BY_NAME.put("report", ReportCommand::new);
        BY_NAME.put("doctor", DoctorCommand::new);
        BY_NAME.put("demo", DemoCommand::new);
        BY_NAME.put("completion", CompletionCommand::new);
    }

    private Commands() {}

    private static Object raid(Console console) {
        return new CommandLine(new RaidCommand())
                .addSubcommand(new RaidDetectCommand(console))
                .addSubcommand(new RaidAssembleCommand(console));
    }

    private static Object media(Console console) {
        return new CommandLine(new MediaCommand())
                .addSubcommand(new MediaIsoCommand(console))
                .addSubcommand(new MediaUsbCommand(console))
                .addSubcommand(new MediaPxeCommand(console));
    }

    static List<Object> all(Console console) {
        return BY_NAME.values().stream().map(command -> command.apply(console)).toList();
    }

    /**
     * The one command that a command line begins with, or all when it does not begin with one. Picocli looks at every
     * field of every command it is given; with one to look at, a conversion starts a tenth of a second earlier.
     */
    static List<Object> wanted(List<String> words, Console console) {
        Function<Console, Object> command = words.isEmpty() ? null : BY_NAME.get(words.get(0));
        // Completion prints what all the others understand.
        return command == null || words.get(0).equals("completion") ? all(console) : List.of(command.apply(console));
    }
}
