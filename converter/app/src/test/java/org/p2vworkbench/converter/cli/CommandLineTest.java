package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;
import static org.p2vworkbench.converter.cli.TypedLine.typedTo;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import picocli.CommandLine.Command;

/** What every command has in common: help, version, exit codes, errors with a next step. */
class CommandLineTest {

    @Test
    void versionNamesProgramAndJava() {
        TypedLine typed = typed("--version");

        assertThat(typed.status()).isZero();
        assertThat(typed.result()).startsWith("p2v 0.1.0 (Java " + System.getProperty("java.version"));
    }

    @Test
    void everyCommandsHelpListsTheExitCodes() {
        for (String[] line :
                new String[][] {{"--help"}, {"doctor", "--help"}, {"files", "get", "--help"}, {"completion", "-h"}}) {
            String help = typed(line).result();

            for (ExitCode code : ExitCode.values()) {
                assertThat(help).containsPattern("(?m)^ +" + code.number() + " +" + code.meaning() + "$");
            }
        }
    }

    @Test
    void mistypedCommandGetsASuggestion() {
        TypedLine typed = typed("doctr");

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.result()).isEmpty();
        assertThat(typed.story()).contains("'doctr'").contains("Next: perhaps 'doctor' was meant");
    }

    @Test
    void unknownOptionIsAJsonErrorWhenJsonWasAskedFor() {
        TypedLine typed = typed("--json", "doctor", "--no-such-option");

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.story())
                .startsWith("{\"error\":{\"code\":\"usage\",\"exitCode\":2,")
                .contains("--no-such-option");
    }

    @Test
    void failureSaysWhatWhereAndNextWithoutStackTrace() {
        TypedLine typed =
                typedTo(new Failing(new TargetStorageException("/srv/vm", "disk full", "free 3 GiB.")), "fail");

        assertThat(typed.status()).isEqualTo(13);
        assertThat(typed.story()).isEqualTo("Error: /srv/vm: disk full\nNext: free 3 GiB.\n");
    }

    @Test
    void malformedImageIsGuestNotConvertible() {
        DiskFormatException malformed =
                new DiskFormatException(new DiskAddress("old.vmdk", 0x200), "grain table is missing", "copy it again.");

        TypedLine typed = typedTo(new Failing(malformed), "fail", "--json");

        assertThat(typed.status()).isEqualTo(14);
        assertThat(typed.story())
                .isEqualTo("{\"error\":{\"code\":\"not-convertible\",\"exitCode\":14,"
                        + "\"message\":\"old.vmdk @ 0x200: grain table is missing\",\"next\":\"copy it again.\"}}\n");
    }

    @Test
    void mistakeOfOursIsInternalAndShowsItsStackOnlyWithDebug() {
        Failing broken = new Failing(new IllegalStateException("never"));

        TypedLine plain = typedTo(broken, "fail");
        TypedLine debug = typedTo(broken, "fail", "--debug");

        assertThat(plain.status()).isEqualTo(1);
        assertThat(plain.story()).doesNotContain("\tat ").contains("Next: run the same command with --debug");
        assertThat(debug.story()).contains("\tat ");
    }

    @Test
    void interruptionIs130() {
        assertThat(typedTo(new Failing(new InterruptedException()), "fail").status())
                .isEqualTo(130);
    }

    @Test
    void completionScriptKnowsTheCommands() {
        TypedLine typed = typed("completion", "bash");

        assertThat(typed.status()).isZero();
        assertThat(typed.result())
                .contains("complete -F _complete_p2v")
                .contains("doctor")
                .contains("files cat");
    }

    @Command(name = "fail")
    private record Failing(Exception failure) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
