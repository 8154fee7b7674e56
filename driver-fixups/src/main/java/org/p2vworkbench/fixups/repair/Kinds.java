package org.p2vworkbench.fixups.repair;

import java.util.List;

/** The kinds of guests that can be repaired. */
final class Kinds {

    static final List<GuestKind> ALL = List.of(new LinuxKind(), new WindowsKind());

    private Kinds() {}
}
