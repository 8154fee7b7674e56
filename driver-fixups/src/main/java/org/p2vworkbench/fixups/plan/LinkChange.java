package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestWriter;

/** A symbolic link made, turned to another target, or taken away. */
record LinkChange(String fixup, String target, Optional<String> from, Optional<String> to, String why)
        implements Change {

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    @Override
    public String before() {
        return from.map(link -> "link to " + link).orElse("");
    }

    @Override
    public String after() {
        return to.map(link -> "link to " + link).orElse("");
    }

    @Override
    public String undoText() {
        return from.map(link -> "ln -sfn " + link + " " + target).orElse("delete " + target);
    }

    @Override
    public void apply(GuestWriter guest) throws IOException {
        if (from.isPresent()) {
            guest.remove(target);
        }
        if (to.isPresent()) {
            guest.createFolder(target.substring(0, Math.max(1, target.lastIndexOf('/'))), 0755);
            guest.link(target, to.get());
        }
    }

    @Override
    public Undo undo(GuestWriter guest, Originals originals) {
        return from.isPresent() ? new Undo.RecreateLink(target, from.get()) : new Undo.RemoveFile(target, "");
    }
}
