package org.p2vworkbench.fixups.linux.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.loader.BootEntry;
import org.p2vworkbench.fixups.linux.loader.BootLoader;
import org.p2vworkbench.fixups.linux.loader.LoaderFile;

/** What a guest's boot loaders offer, with the entry that starts by itself first. */
final class BootMenu {

    private static final Pattern DEFAULT = Pattern.compile(
            "(?im)^\\s*(?:default\\s*=?\\s*|set default=|GRUB_DEFAULT=|saved_entry=)[\"']?([^\"'\\n]+)");

    private final GuestTree guest;
    private final List<LoaderFile> files;

    BootMenu(GuestTree guest, List<LoaderFile> files) {
        this.guest = guest;
        this.files = files;
    }

    List<BootEntry> entries() throws IOException {
        List<BootEntry> all = new ArrayList<>(entriesOfTheirOwn());
        for (LoaderFile file : files) {
            if (file.syntax() != LoaderFile.Syntax.BLS && file.loader().isPresent()) {
                String text = guest.read(file.path()).text();
                all.addAll(defaultFirst(file.entries(text), wanted(text)));
            }
        }
        return all;
    }

    /** Entries in files of their own are sorted by version, the newest first, unless one is named. */
    private List<BootEntry> entriesOfTheirOwn() throws IOException {
        List<BootEntry> entries = new ArrayList<>();
        Optional<String> saved = wanted("${saved_entry}");
        List<BootEntry> chosen = new ArrayList<>();
        for (LoaderFile file : files) {
            if (file.loader().equals(Optional.of(BootLoader.BLS))) {
                boolean named = saved.filter(name -> file.path().endsWith("/" + name + ".conf"))
                        .isPresent();
                (named ? chosen : entries)
                        .addAll(file.entries(guest.read(file.path()).text()));
            }
        }
        entries.sort(
                Comparator.comparing(BootEntry::kernelName, new VersionOrder()).reversed());
        chosen.addAll(entries);
        return chosen;
    }

    /** The name or number of the default; where it is a variable, what was saved in GRUB's environment. */
    private Optional<String> wanted(String text) throws IOException {
        Optional<String> named = first(text);
        if (named.isPresent() && !named.get().contains("$") && !named.get().equals("saved")) {
            return named;
        }
        for (LoaderFile file : files) {
            if (file.syntax() == LoaderFile.Syntax.GRUB_ENVIRONMENT) {
                Optional<String> saved = first(guest.read(file.path()).text());
                if (saved.isPresent()) {
                    return saved;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> first(String text) {
        Matcher found = DEFAULT.matcher(text);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }

    private static List<BootEntry> defaultFirst(List<BootEntry> entries, Optional<String> wanted) {
        int at = wanted.isEmpty() ? 0 : position(entries, wanted.get());
        List<BootEntry> ordered = new ArrayList<>(entries);
        if (at > 0 && at < ordered.size()) {
            ordered.add(0, ordered.remove(at));
        }
        return ordered;
    }

    private static int position(List<BootEntry> entries, String wanted) {
        if (wanted.matches("\\d{1,4}")) {
            return Integer.parseInt(wanted);
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).title().equals(wanted)) {
                return i;
            }
        }
        return 0;
    }
}
