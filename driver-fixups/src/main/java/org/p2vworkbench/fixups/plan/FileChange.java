package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestWriter;

/** A file made, rewritten or taken away. */
final class FileChange implements Change {

    private final String fixup;
    private final Kind kind;
    private final String path;
    private final Optional<Content> from;
    private final Optional<Content> to;
    private final int mode;
    private final String why;
    private final FileText text;

    private FileChange(
            String fixup, Kind kind, String path, Optional<Content> from, Optional<Content> to, int mode, String why)
            throws IOException {
        this.fixup = fixup;
        this.kind = kind;
        this.path = path;
        this.from = from;
        this.to = to;
        this.mode = mode;
        this.why = why;
        this.text = FileText.of(from, to);
    }

    static FileChange rewritten(String fixup, Kind kind, String path, Content from, Content to, String why)
            throws IOException {
        return new FileChange(fixup, kind, path, Optional.of(from), Optional.of(to), 0, why);
    }

    static FileChange created(String fixup, String path, Content content, int mode, String why) throws IOException {
        return new FileChange(fixup, Kind.FILE, path, Optional.empty(), Optional.of(content), mode, why);
    }

    static FileChange removed(String fixup, String path, Content content, int mode, String why) throws IOException {
        return new FileChange(fixup, Kind.FILE, path, Optional.of(content), Optional.empty(), mode, why);
    }

    @Override
    public String fixup() {
        return fixup;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String target() {
        return path;
    }

    @Override
    public String before() {
        return text.before();
    }

    @Override
    public String after() {
        return text.after();
    }

    @Override
    public String why() {
        return why;
    }

    @Override
    public String undoText() {
        return from.isPresent() ? "put the saved original of " + path + " back" : "delete " + path;
    }

    @Override
    public void apply(GuestWriter guest) throws IOException {
        if (to.isEmpty()) {
            guest.remove(path);
        } else if (from.isPresent()) {
            guest.write(path, to.get());
        } else {
            guest.createFolder(path.substring(0, Math.max(1, path.lastIndexOf('/'))), 0755);
            guest.create(path, to.get(), mode);
        }
    }

    @Override
    public Undo undo(GuestWriter guest, Originals originals) throws IOException {
        if (from.isEmpty()) {
            return new Undo.RemoveFile(path, to.orElseThrow().sha256());
        }
        String original = originals.keep(path, from.get());
        return to.isPresent()
                ? new Undo.RestoreFile(path, original, to.get().sha256())
                : new Undo.RecreateFile(path, original, mode);
    }
}
