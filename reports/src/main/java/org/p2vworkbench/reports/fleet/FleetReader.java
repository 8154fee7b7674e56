package org.p2vworkbench.reports.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.InventoryJson;
import org.p2vworkbench.reports.inventory.Redaction;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.sizing.Target;

/**
 * Reads folders of inventories, of any version. A file that is none is listed and spoils nothing else. Several inventories of one
 * machine become one: the newest counts, and an older one fills what it lacks.
 */
public final class FleetReader {

    private static final long MOST_BYTES = 64L << 20;

    private final Target target;
    private final SiteRules rules;
    private final Cleaning cleaning;

    /** What is done to each inventory first, by several threads: {@link Redaction} or nothing. */
    public interface Cleaning {
        Inventory of(Inventory inventory) throws IOException;
    }

    private record Taken(String file, Inventory inventory) {}

    /** Of one file: an inventory, or why there is none. */
    private record Outcome(String file, Optional<Inventory> inventory, Optional<String> why) {}

    public FleetReader(Target target, SiteRules rules, Cleaning cleaning) {
        this.target = target;
        this.rules = rules;
        this.cleaning = cleaning;
    }

    /** @param places folders, and files that are to be inventories */
    public Fleet read(List<Path> places) throws IOException {
        List<Fleet.Broken> broken = new ArrayList<>();
        Map<String, Taken> machines = new TreeMap<>();
        List<Outcome> outcomes =
                files(places).parallelStream().map(this::outcome).toList();
        for (Outcome outcome : outcomes) {
            outcome.why().ifPresent(why -> broken.add(new Fleet.Broken(outcome.file(), why)));
            outcome.inventory()
                    .ifPresent(inventory -> machines.merge(
                            identity(inventory), new Taken(outcome.file(), inventory), FleetReader::merged));
        }
        List<Fleet.Member> members = machines.values().parallelStream()
                .map(taken -> new Fleet.Member(
                        taken.file(), taken.inventory(), Assessment.of(taken.inventory(), target, rules)))
                .sorted(Comparator.comparing(Fleet.Member::name).thenComparing(Fleet.Member::file))
                .toList();
        int files = outcomes.size() - broken.size();
        return new Fleet(members, broken, files - members.size(), target);
    }

    private Outcome outcome(Path file) {
        try {
            return new Outcome(file.toString(), Optional.of(cleaning.of(inventory(file))), Optional.empty());
        } catch (IOException none) {
            return new Outcome(file.toString(), Optional.empty(), Optional.of(String.valueOf(none.getMessage())));
        }
    }

    private static List<Path> files(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> all = Files.walk(place)) {
                all.filter(file -> Files.isRegularFile(file))
                        .filter(file -> file.equals(place) || file.toString().endsWith(".json"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static Inventory inventory(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("too long for an inventory: " + Files.size(file) + " bytes");
        }
        return InventoryJson.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** The maker's UUID; else a card's address; else the name, which two machines may share. */
    private static String identity(Inventory inventory) {
        HardwareFacts hardware = inventory.hardware();
        return hardware.platform()
                .uuid()
                .value()
                .or(() -> hardware.nics().stream()
                        .map(HardwareFacts.Nic::mac)
                        .filter(mac -> !mac.isBlank())
                        .sorted()
                        .findFirst())
                .orElse(inventory.machine());
    }

    private static Taken merged(Taken one, Taken other) {
        boolean otherIsNewer =
                other.inventory().takenAt().compareTo(one.inventory().takenAt()) > 0;
        Taken newer = otherIsNewer ? other : one;
        Inventory late = newer.inventory();
        Inventory early = (otherIsNewer ? one : other).inventory();
        return new Taken(
                newer.file(),
                new Inventory(
                        late.schema(),
                        late.program(),
                        late.machine(),
                        late.takenAt(),
                        late.by(),
                        late.hardware(),
                        late.guest().or(early::guest),
                        late.live().or(early::live),
                        late.missed(),
                        late.disagreements()));
    }
}
