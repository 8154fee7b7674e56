package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixups.guest.CommandOutcome;
import org.p2vworkbench.fixups.guest.GuestCommand;
import org.p2vworkbench.fixups.guest.GuestWriter;

/**
 * A program of the guest that is run in its root: what only it can do to its boot loader or initial RAM disk.
 *
 * @param touches the files it is expected to change
 */
record CommandChange(String fixup, GuestCommand command, List<String> touches, String why) implements Change {

    CommandChange {
        touches = List.copyOf(touches);
    }

    @Override
    public Kind kind() {
        return Kind.BOOT;
    }

    @Override
    public String target() {
        return String.join(", ", touches);
    }

    @Override
    public String before() {
        return "";
    }

    @Override
    public String after() {
        return "as written by " + command;
    }

    @Override
    public String undoText() {
        return "put the saved originals of " + target() + " back";
    }

    @Override
    public void apply(GuestWriter guest) throws IOException {
        CommandOutcome outcome = guest.run(command);
        if (!outcome.succeeded()) {
            throw new RepairException(
                    outcome.hung()
                            ? "'%s' of the guest did not end within %d s"
                                    .formatted(command, command.limit().toSeconds())
                            : "'%s' of the guest failed: %s"
                                    .formatted(command, outcome.output().strip()),
                    "Mend it on the source, or convert with --no-fixup and repair the guest by hand.");
        }
    }

    @Override
    public Undo undo(GuestWriter guest, Originals originals) throws IOException {
        List<Undo> steps = new ArrayList<>();
        for (String file : touches) {
            steps.add(
                    guest.isFile(file)
                            ? new Undo.RestoreFile(file, originals.keep(file, guest.read(file)), "")
                            : new Undo.RemoveFile(file, ""));
        }
        return new Undo.Several(steps);
    }
}
