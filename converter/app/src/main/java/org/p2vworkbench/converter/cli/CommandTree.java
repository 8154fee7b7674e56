package org.p2vworkbench.converter.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import picocli.CommandLine;

/** The root command with all commands under it, and what they have in common: help, exit codes, failures. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine build(Console console, OutputOptions output, Map<String, String> environment) {
        return build(Commands.all(console), console, output, environment);
    }

    /** The tree as far as one command line needs it. */
    static CommandLine build(
            List<String> words, Console console, OutputOptions output, Map<String, String> environment) {
        return build(Commands.wanted(words, console), console, output, environment);
    }

    private static CommandLine build(
            Iterable<Object> commands, Console console, OutputOptions output, Map<String, String> environment) {
        CommandLine root = new CommandLine(new P2vCommand(output));
        commands.forEach(root::addSubcommand);
        everyCommand(root).forEach(CommandTree::addWhatAllShare);
        FailurePrinter printer = new FailurePrinter(console, output);
        return root.registerConverter(VolumeKey.class, new KeyArgument(environment))
                .setExitCodeExceptionMapper(failure -> ExitCode.of(failure).number())
                .setExecutionExceptionHandler(printer)
                .setParameterExceptionHandler(printer)
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Stream<CommandLine> everyCommand(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandTree::everyCommand));
    }

    private static void addWhatAllShare(CommandLine command) {
        Map<String, String> exitCodes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            exitCodes.put("%4d".formatted(code.number()), code.meaning());
        }
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new ProgramVersion());
        command.getCommandSpec()
                .usageMessage()
                .abbreviateSynopsis(true)
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(exitCodes);
    }
}
