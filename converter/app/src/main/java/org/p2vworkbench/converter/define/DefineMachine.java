package org.p2vworkbench.converter.define;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.p2vworkbench.converter.convert.Define;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.Definition;
import org.p2vworkbench.converter.libvirt.HostFeatures;
import org.p2vworkbench.converter.libvirt.Wishes;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;

/**
 * Puts a finished machine into libvirt, or takes it out. It is known there by its UUID, so the same again changes the
 * machine that is there; one that runs, and one of another's under the same name, are left alone.
 */
public final class DefineMachine {

    private final MachineFolder folder;
    private final Virsh virsh;
    private final String connect;
    private final Clock clock;

    public DefineMachine(MachineFolder folder, String connect, Clock clock) {
        this.folder = folder;
        this.connect = connect;
        this.clock = clock;
        virsh = new Virsh(connect);
    }

    /** What became of it. */
    public enum Outcome {
        DEFINED,
        /** It was there, and is now as its folder says. */
        REDEFINED,
        STARTED,
        UNDEFINED,
        /** It was not there in the first place. */
        NOT_THERE,
        /** Nothing was done, because that was all that was wanted. */
        PLANNED
    }

    /**
     * How it ended.
     *
     * @param machine as the store calls it; {@code name} is what libvirt does
     * @param notes what the operator should know
     */
    public record Result(
            String machine,
            String name,
            UUID uuid,
            String connect,
            Outcome outcome,
            Path definition,
            List<String> notes) {

        public Result {
            notes = List.copyOf(notes);
        }
    }

    /** Writes the machine's files and hands its definition over. */
    public Result define(Wishes wishes, boolean start) throws IOException {
        Blueprint blueprint = finished();
        HostFeatures host = virsh.features();
        Definition definition = Definition.of(blueprint, wishes, host);
        boolean known = admit(blueprint, definition);
        demandNetworks(definition);
        Define.write(folder, blueprint, wishes, host);
        virsh.define(folder.domainXml());
        if (start) {
            virsh.start(definition.uuid());
        }
        Outcome outcome = start ? Outcome.STARTED : known ? Outcome.REDEFINED : Outcome.DEFINED;
        return ended(definition, outcome);
    }

    /** What {@link #define} would do; asks libvirt, and changes nothing. */
    public Result plan(Wishes wishes) throws IOException {
        Blueprint blueprint = finished();
        Definition definition = Definition.of(blueprint, wishes, virsh.features());
        demandFree(blueprint, definition, virsh.machines());
        demandNetworks(definition);
        return result(definition, Outcome.PLANNED);
    }

    /** Takes it out of libvirt; its folder and its disks stay as they are. */
    public Result undefine() throws IOException {
        Blueprint blueprint = finished();
        Wishes wishes = Define.wishes(folder);
        Definition definition = Definition.of(blueprint, wishes, HostFeatures.ofThisHost());
        Map<UUID, String> there = virsh.machines();
        UUID uuid = definition.uuid();
        if (!there.containsKey(uuid)) {
            return result(definition, Outcome.NOT_THERE);
        }
        demandShutOff(uuid, there.get(uuid));
        virsh.undefine(uuid, blueprint.hardware().firmware().isUefi());
        return ended(definition, Outcome.UNDEFINED);
    }

    private Blueprint finished() throws IOException {
        if (!folder.isFinished()) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end",
                    "Run the same 'p2v convert' or 'p2v migrate' again; it goes on where it stopped.");
        }
        return Define.blueprint(folder);
    }

    /** Whether it is there already, under its name by now. */
    private boolean admit(Blueprint blueprint, Definition definition) throws IOException {
        Map<UUID, String> there = virsh.machines();
        demandFree(blueprint, definition, there);
        Optional<String> name = Optional.ofNullable(there.get(definition.uuid()));
        if (name.isPresent() && !name.get().equals(definition.name())) {
            virsh.rename(definition.uuid(), definition.name());
        }
        return name.isPresent();
    }

    private void demandFree(Blueprint blueprint, Definition definition, Map<UUID, String> there) throws IOException {
        UUID now = definition.uuid();
        UUID before = Definition.uuid(blueprint, Define.wishes(folder));
        if (!now.equals(before) && there.containsKey(before)) {
            throw new RefusedException(
                    there.get(before),
                    "this machine is defined with UUID %s, and would be another one with %s".formatted(before, now),
                    "Take it out first: p2v define %s --undefine.".formatted(folder.name()));
        }
        if (!now.equals(before) && !now.equals(blueprint.uuid()) && there.containsKey(now)) {
            throw new RefusedException(
                    there.get(now),
                    "another machine has the old machine's UUID at %s: %s".formatted(connect, now),
                    "Remove that one, or define this one without --keep-identity.");
        }
        if (there.containsKey(now)) {
            demandShutOff(now, there.get(now));
        }
        for (Map.Entry<UUID, String> other : there.entrySet()) {
            if (other.getValue().equals(definition.name()) && !other.getKey().equals(definition.uuid())) {
                throw new RefusedException(
                        definition.name(),
                        "another machine has this name at %s: %s".formatted(connect, other.getKey()),
                        "Give this one another name: --name NAME.");
            }
        }
    }

    private void demandShutOff(UUID machine, String name) throws IOException {
        if (!virsh.isShutOff(machine)) {
            throw new RefusedException(
                    name,
                    "the machine runs at %s, and what runs is not changed".formatted(connect),
                    "Shut it down (virsh -c %s shutdown %s), then run the same command again."
                            .formatted(connect, machine));
        }
    }

    private void demandNetworks(Definition definition) throws IOException {
        Set<String> active = definition.networks().isEmpty() ? Set.of() : virsh.activeNetworks();
        for (String network : definition.networks()) {
            if (!active.contains(network)) {
                throw new RefusedException(
                        network,
                        "libvirt at %s has no active network of this name".formatted(connect),
                        "Start it (virsh net-start), or plug the cards in elsewhere: --map '*=br0', --map '*=user'.");
            }
        }
    }

    private Result ended(Definition definition, Outcome outcome) throws IOException {
        Result result = result(definition, outcome);
        new EventLog(folder.events(), clock)
                .add(
                        "define",
                        outcome.name().toLowerCase(Locale.ROOT),
                        Map.of("connect", connect, "name", result.name(), "uuid", result.uuid()));
        return result;
    }

    private Result result(Definition definition, Outcome outcome) {
        return new Result(
                folder.name(),
                definition.name(),
                definition.uuid(),
                connect,
                outcome,
                folder.domainXml(),
                new ArrayList<>(definition.notes()));
    }
}
