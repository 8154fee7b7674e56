package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestCommand;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;

/** What one fixup plans. What would change nothing is not planned. */
public final class Edits {

    private final String fixup;
    private final Draft draft;

    Edits(String fixup, Draft draft) {
        this.fixup = fixup;
        this.draft = draft;
    }

    /** The guest as the changes planned so far leave it. */
    public GuestTree guest() {
        return draft;
    }

    public String fixup() {
        return fixup;
    }

    /** A new text for a configuration file that is there, in the encoding it has. */
    public void write(String file, String text, String why) throws IOException {
        write(file, draft.read(file).encoded(text), Change.Kind.FILE, why);
    }

    /** New bytes for a file that is there. */
    public void write(String file, Content content, Change.Kind kind, String why) throws IOException {
        Content before = draft.read(file);
        if (before.size() == content.size() && before.sha256().equals(content.sha256())) {
            return;
        }
        GuestEntry entry = draft.find(file).orElseThrow();
        draft.add(FileChange.rewritten(fixup, kind, file, before, content, why));
        draft.put(file, entry, content);
    }

    /** A file that is not there yet; if it is, its bytes. Missing folders above it are made. */
    public void create(String file, Content content, int mode, String why) throws IOException {
        if (draft.isFile(file)) {
            write(file, content, Change.Kind.FILE, why);
            return;
        }
        draft.add(FileChange.created(fixup, file, content, mode, why));
        draft.put(file, entry(file, GuestEntry.Kind.FILE, mode, Optional.empty()), content);
    }

    /** A symbolic link, in place of a link that is there. */
    public void link(String path, String target, String why) throws IOException {
        Optional<GuestEntry> there = draft.look(path);
        if (there.isPresent() && there.get().target().equals(Optional.of(target))) {
            return;
        }
        draft.add(new LinkChange(fixup, path, there.flatMap(GuestEntry::target), Optional.of(target), why));
        draft.put(path, entry(path, GuestEntry.Kind.LINK, 0777, Optional.of(target)), Content.of(""));
    }

    /** Takes an ordinary file or a link away; nothing when there is none. */
    public void remove(String path, String why) throws IOException {
        Optional<GuestEntry> there = draft.look(path);
        if (there.isEmpty()) {
            return;
        }
        if (there.get().kind() == GuestEntry.Kind.LINK) {
            draft.add(new LinkChange(fixup, path, there.get().target(), Optional.empty(), why));
        } else {
            draft.add(FileChange.removed(
                    fixup, path, draft.read(path), there.get().mode(), why));
        }
        draft.drop(path);
    }

    /** Bytes of a disk or partition: a boot sector. */
    public void sectors(String device, long offset, byte[] after, String why) throws IOException {
        byte[] before = draft.readDevice(device, offset, after.length);
        if (!Arrays.equals(before, after)) {
            draft.add(new SectorChange(fixup, device, offset, before, after, why));
        }
    }

    /** A program of the guest, and the files it is expected to change. */
    public void run(GuestCommand command, List<String> touches, String why) {
        draft.add(new CommandChange(fixup, command, touches, why));
    }

    /** A change of another kind. */
    public void add(Change change) {
        draft.add(change);
    }

    /** A look at the guest once all is changed. */
    public void check(Check check) {
        draft.add(check);
    }

    public void find(String code, Severity severity, String text, String remedy) {
        draft.add(new Finding(code, severity, text, remedy));
    }

    private static GuestEntry entry(String path, GuestEntry.Kind kind, int mode, Optional<String> target) {
        return new GuestEntry(path.substring(path.lastIndexOf('/') + 1), kind, 0, mode, Instant.EPOCH, target);
    }
}
