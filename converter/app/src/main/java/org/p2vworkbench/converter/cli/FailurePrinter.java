package org.p2vworkbench.converter.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.disks.DiskFormatException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A failure as an operator reads it: what happened, then {@code Next:} what to do; a stack trace only on request. */
final class FailurePrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Console console;
    private final OutputOptions output;

    FailurePrinter(Console console, OutputOptions output) {
        this.console = console;
        this.output = output;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        ExitCode code = ExitCode.of(failure);
        print(code, message(code, failure), next(code, failure), failure, output.json());
        return code.number();
    }

    /** What was typed makes no sense; the options may not have been read, so {@code --json} is looked for here. */
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        List<String> meant =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String help = "run '%s --help'".formatted(command.getCommandSpec().qualifiedName());
        String next = meant.isEmpty() ? help : "perhaps '%s' was meant; %s".formatted(meant.get(0), help);
        print(
                ExitCode.USAGE,
                failure.getMessage(),
                Optional.of(next),
                failure,
                List.of(args).contains("--json"));
        return ExitCode.USAGE.number();
    }

    private void print(ExitCode code, String what, Optional<String> next, Throwable failure, boolean json) {
        console.debug(failure);
        if (json) {
            console.asideAsJson(Map.of("error", new ErrorObject(code.code(), code.number(), what, next)));
            return;
        }
        console.error(what);
        next.ifPresent(step -> console.aside("Next: " + step));
    }

    /** Tells of a failure that ends the work on {@code subject} and nothing else. */
    static void tell(Console console, String subject, Exception failure) {
        ExitCode code = ExitCode.of(failure);
        String message = message(code, failure);
        console.error(message.startsWith(subject) ? message : "%s: %s".formatted(subject, message));
        next(code, failure).ifPresent(next -> console.aside("Next: " + next));
        console.debug(failure);
    }

    /** Tells of a failure that the converter met, and answers the exit status for it. */
    static int told(Console console, ApiClient.Answer answer) {
        if (console.json()) {
            ExitCode code = Arrays.stream(ExitCode.values())
                    .filter(one -> one.number() == answer.exitCode())
                    .findFirst()
                    .orElse(ExitCode.INTERNAL);
            Optional<String> next = Optional.of(answer.next()).filter(text -> !text.isEmpty());
            console.asideAsJson(
                    Map.of("error", new ErrorObject(code.code(), answer.exitCode(), answer.failure(), next)));
        } else {
            console.error(answer.failure());
            if (!answer.next().isEmpty()) {
                console.aside("Next: " + answer.next());
            }
        }
        return answer.exitCode();
    }

    static String message(ExitCode code, Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return failure.getMessage() + ": no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return failure.getMessage() + ": permission denied";
        }
        if (code == ExitCode.INTERRUPTED) {
            return "interrupted";
        }
        return code == ExitCode.INTERNAL || failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    static Optional<String> next(ExitCode code, Throwable failure) {
        if (failure instanceof Failure known) {
            return Optional.of(known.next());
        }
        if (failure instanceof DiskFormatException malformed) {
            return Optional.of(malformed.next());
        }
        return switch (code) {
            case SOURCE_UNREACHABLE -> Optional.of("check the path, and that this user may read it.");
            case TARGET_STORAGE -> Optional.of("make room, then run the same command again: it resumes.");
            case INTERRUPTED -> Optional.of("run the same command again: it resumes.");
            default -> Optional.of("run the same command with --debug and report what it prints.");
        };
    }

    /** The last line of stderr under {@code --json}. */
    record ErrorObject(String code, int exitCode, String message, Optional<String> next) {}
}
