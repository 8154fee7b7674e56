package org.p2vworkbench.converter.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Whether the newest Java of this host runs the program: encryption became twice as fast between 17 and 25. */
final class Jdk implements Check {

    private final Path installed;

    /** @param installed the folder in which distributions keep their JDKs */
    Jdk(Path installed) {
        this.installed = installed;
    }

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public List<Finding> findings() {
        int running = Runtime.version().feature();
        int newest = newestInstalled();
        String text = "Java %s (%s)".formatted(Runtime.version(), System.getProperty("java.home"));
        return List.of(
                newest > running
                        ? Finding.warn(
                                name(),
                                "%s, while Java %d is installed".formatted(text, newest),
                                "Start the program by the launcher p2v, which picks the newest.")
                        : Finding.ok(name(), text));
    }

    private int newestInstalled() {
        int newest = 0;
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(installed)) {
            for (Path home : homes) {
                newest = Math.max(newest, featureOf(home.resolve("release")));
            }
        } catch (IOException | DirectoryIteratorException none) {
            return newest;
        }
        return newest;
    }

    /** A JDK's {@code release} file has a line like {@code JAVA_VERSION="25.0.3"}. */
    private static int featureOf(Path release) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
            String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException | IllegalArgumentException notOne) {
            return 0;
        }
    }
}
