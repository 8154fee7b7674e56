package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.convert.Define;
import org.p2vworkbench.converter.define.DefineMachine;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.libvirt.Wishes;
import org.p2vworkbench.converter.store.MachineFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v define}: a finished machine into libvirt, or out of it. */
@Command(
        name = "define",
        description = {
            "Put a finished machine into libvirt; the same again changes the one that is there. A machine that runs is not"
                    + " touched, nor one of another's under the same name.",
            "What is said once (--map, --name, --keep-identity, --no-tpm) is kept in the machine's folder, and holds until"
                    + " it is said otherwise; --forget drops it."
        })
final class DefineCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--connect",
            paramLabel = "URI",
            defaultValue = "qemu:///system",
            description = "Which libvirt; default ${DEFAULT-VALUE}.")
    private String connect;

    @Option(names = "--start", description = "Start it as well.")
    private boolean start;

    @Option(names = "--undefine", description = "Take it out of libvirt. Its folder and disks stay.")
    private boolean undefine;

    @Option(
            names = "--map",
            paramLabel = "CARD=TARGET",
            description =
                    "What a network card is plugged into. CARD: its old name, its address, its old network's name, or *"
                            + " for all others. TARGET: BRIDGE, ovs:BRIDGE[@VLAN], network:NAME[/PORTGROUP][@VLAN],"
                            + " direct:INTERFACE, user, none. May be repeated.")
    private List<String> maps = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "Of the machine in libvirt; default its own.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--keep-identity",
            description = "Show the guest the old machine's UUID, maker and serial number, for licences bound to them.")
    private boolean keepIdentity;

    @Option(names = "--no-tpm", description = "Give it no TPM, though the old machine had one.")
    private boolean noTpm;

    @Option(names = "--forget", description = "Forget what was said at earlier times.")
    private boolean forget;

    @Option(names = "--dry-run", description = "Ask libvirt whether it could be done, and change nothing.")
    private boolean dryRun;

    private final Console console;

    DefineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (undefine && (start || dryRun || !maps.isEmpty())) {
            throw new UsageException(
                    "--undefine", "takes a machine out, and nothing else with it", "Leave out the other options.");
        }
        MachineFolder folder = store.store().machine(machine);
        DefineMachine define = new DefineMachine(folder, connect, Clock.systemUTC());
        DefineMachine.Result result = undefine
                ? define.undefine()
                : dryRun ? define.plan(wishes(folder)) : define.define(wishes(folder), start);
        print(result);
        return ExitCode.DONE.number();
    }

    private Wishes wishes(MachineFolder folder) throws IOException {
        Wishes before = forget ? Wishes.NONE : Define.wishes(folder);
        return new Wishes(
                name.or(before::name),
                maps.isEmpty() ? before.maps() : maps,
                keepIdentity || before.keepIdentity(),
                !noTpm && before.tpm());
    }

    private void print(DefineMachine.Result result) {
        if (console.json()) {
            console.resultAsJson(result);
            return;
        }
        String did = result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        console.result("%-9s %s  %s at %s"
                .formatted(did, Harmless.text(result.name()), result.uuid(), Harmless.text(result.connect())));
        result.notes().forEach(note -> console.story(Harmless.text(note)));
    }
}
