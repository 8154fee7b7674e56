package org.p2vworkbench.fixups.windows;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.registry.Hive;

/** The hives of a made-up Windows, opened. */
public final class FakeHives {

    private FakeHives() {}

    public static Hive system(FakeWindows windows) throws IOException {
        return Hive.open("SYSTEM", ByteBuffer.wrap(windows.systemHive()));
    }

    public static Hive software(FakeWindows windows) throws IOException {
        return Hive.open("SOFTWARE", ByteBuffer.wrap(windows.softwareHive()));
    }
}
