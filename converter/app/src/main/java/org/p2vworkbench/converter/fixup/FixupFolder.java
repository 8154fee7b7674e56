package org.p2vworkbench.converter.fixup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.PrivateFolder;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.plan.Originals;
import org.p2vworkbench.fixups.plan.Undo;

/**
 * Where the repair of one machine is written down: {@code fixups/changes.json} for people and programs, {@code undo/} with
 * what takes it back. What the guest's files held is for the owner's eyes only: there are password hashes among them.
 */
public final class FixupFolder {

    private final Path changes;
    private final Path undo;

    /** @param place a machine folder, or one like it beside an image */
    public FixupFolder(Path place) {
        changes = place.resolve("fixups").resolve("changes.json");
        undo = place.resolve("undo");
    }

    public Path changesJson() {
        return changes;
    }

    /** What was done, if anything was. */
    public Optional<FixupRecord> record() throws IOException {
        return Files.exists(changes) ? Optional.of(JsonText.read(changes, FixupRecord.class)) : Optional.empty();
    }

    List<Undo> steps() throws IOException {
        return UndoSteps.read(undo.resolve("steps.json"));
    }

    Content original(String name) {
        return Content.of(undo.resolve("files").resolve(name));
    }

    void write(FixupRecord record) throws IOException {
        Files.createDirectories(changes.getParent());
        DurableFile.write(changes, JsonText.document(record) + "\n");
    }

    /** A place for what takes the next repair back, with what takes the earlier ones back. */
    UndoDraft draft() throws IOException {
        Path draft = undo.resolveSibling("undo.part");
        delete(draft);
        Files.createDirectories(draft.getParent());
        PrivateFolder.create(draft);
        Files.createDirectory(draft.resolve("files"));
        List<Undo> earlier = Files.exists(undo) ? steps() : List.of();
        if (!earlier.isEmpty()) {
            try (Stream<Path> files = Files.list(undo.resolve("files"))) {
                for (Path file : files.toList()) {
                    Files.createLink(draft.resolve("files").resolve(file.getFileName()), file);
                }
            }
            try (Stream<Path> papers = Files.list(undo)) {
                for (Path paper :
                        papers.filter(path -> path.toString().endsWith(".reg")).toList()) {
                    Files.createLink(draft.resolve(paper.getFileName()), paper);
                }
            }
        }
        return new UndoDraft(draft, earlier);
    }

    /** The repair changed nothing. */
    void discard(UndoDraft draft) throws IOException {
        delete(draft.draft);
    }

    /** Forgets the repair: it was taken back. */
    public void clear() throws IOException {
        Files.deleteIfExists(changes);
        delete(undo);
        delete(undo.resolveSibling("undo.part"));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Undo material while the repair runs; it counts when it is {@link #finish finished}. */
    final class UndoDraft implements Originals {

        private final Path draft;
        private final List<Undo> earlier;
        private final Map<String, String> names = new HashMap<>();
        private int count;

        private UndoDraft(Path draft, List<Undo> earlier) throws IOException {
            this.draft = draft;
            this.earlier = earlier;
            try (Stream<Path> files = Files.list(draft.resolve("files"))) {
                count = (int) files.count();
            }
        }

        /** Named by number: a guest's path is no name for a file of this host. */
        @Override
        public String keep(String path, Content content) throws IOException {
            String known = names.get(path);
            if (known != null) {
                return known;
            }
            String name = "%04d".formatted(++count);
            Path file = draft.resolve("files").resolve(name);
            content.writeTo(file);
            names.put(path, name);
            return name;
        }

        /** Puts texts for people beside the steps; those of an earlier repair stay. */
        void add(Map<String, Content> papers) throws IOException {
            for (Map.Entry<String, Content> paper : papers.entrySet()) {
                Path file = draft.resolve(paper.getKey());
                for (int again = 2; Files.exists(file); again++) {
                    file = draft.resolve(again + "-" + paper.getKey());
                }
                paper.getValue().writeTo(file);
            }
        }

        /** @param steps of this repair, which are taken before those of the earlier ones */
        void finish(List<Undo> steps) throws IOException {
            List<Undo> all = new ArrayList<>(steps);
            all.addAll(earlier);
            UndoSteps.write(draft.resolve("steps.json"), all);
            delete(undo);
            Files.move(draft, undo);
        }
    }
}
