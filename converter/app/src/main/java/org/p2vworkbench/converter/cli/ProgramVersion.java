package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** "p2v 0.1.0 (Java 25.0.3, Eclipse Adoptium, Linux 6.1.0 amd64)": what a bug report has to start with. */
final class ProgramVersion implements IVersionProvider {

    /** Written by the build, so that it is the same number as the artifact's. */
    private static final String RESOURCE = "version.txt";

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /** Joined by hand: starting the JDK's formatter takes longer than all the rest. */
    static String line() {
        return String.join(
                "",
                "p2v ",
                number(),
                " (Java ",
                System.getProperty("java.version"),
                ", ",
                System.getProperty("java.vendor"),
                ", ",
                System.getProperty("os.name"),
                " ",
                System.getProperty("os.version"),
                " ",
                System.getProperty("os.arch"),
                ")");
    }

    static String number() {
        try (InputStream in = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("this program's own jar cannot be read", unreadable);
        }
    }
}
