package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.p2vworkbench.fixtures.machine.OldLinuxServer;
import org.p2vworkbench.fixtures.machine.OldWindowsServer;

/** Makes three old machines out of nothing, by programs and writers that share no code with what will read them. */
final class MakeEstate implements Step {

    private static final long SEED = 2009;

    /** So much takes a second or more to copy: enough to be interrupted. */
    private static final OldLinuxServer LINUX = new OldLinuxServer(SEED, 2L << 30, "ext3", 192 << 20, false);

    private static final OldWindowsServer WINDOWS = OldWindowsServer.usual(SEED);

    @Override
    public String title() {
        return "Three old machines, as somebody exported them years ago";
    }

    @Override
    public void play(Stage stage) throws IOException {
        Estate estate = stage.estate();
        Files.createDirectories(estate.folder());
        Files.createDirectories(estate.truth());

        Path linux = LINUX.writeTo(estate.truthOf(Estate.LINUX));
        new Appliance(Estate.LINUX, linux).writeTo(estate.appliance());
        tell(stage, estate.appliance(), "Debian 5 web server; a stream-optimized vmdk inside an OVA");

        Path windows = WINDOWS.writeTo(estate.truthOf(Estate.WINDOWS));
        Path snapshot = new SnapshotMachine(Estate.WINDOWS, windows).writeTo(estate.description());
        tell(stage, snapshot, "Windows 2003 file server; a sparse vmdk, its snapshot, and a vmx");

        // Grain tables and footer lie in the other half.
        Appliance.copyHalfOfDisk(estate.appliance(), estate.broken());
        tell(stage, estate.broken(), "mail server; the download of its disk broke off");
    }

    private static void tell(Stage stage, Path file, String what) throws IOException {
        Path shown = stage.estate().folder().getParent().relativize(file);
        stage.say("    %-31s %4d MiB  %s".formatted(shown, Files.size(file) >> 20, what));
    }
}
