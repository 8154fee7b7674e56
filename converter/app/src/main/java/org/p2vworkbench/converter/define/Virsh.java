package org.p2vworkbench.converter.define;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.libvirt.Accelerator;
import org.p2vworkbench.converter.libvirt.HostFeatures;
import org.p2vworkbench.converter.process.OutsideProgram;

/**
 * One libvirt, spoken to through virsh. Machines are named by their UUIDs and never by their names, so that no name is
 * ever taken for an option, or lost in a locale that has no letters for it.
 */
final class Virsh {

    private static final OutsideProgram VIRSH = new OutsideProgram("virsh", "libvirt-clients");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Pattern EMULATED_TPM =
            Pattern.compile("(?s)<tpm supported='yes'>(?:(?!</tpm>).)*<value>emulator</value>");

    private final String connect;

    /** @param connect as libvirt writes it: "qemu:///system", "qemu+ssh://root@kvm2/system" */
    Virsh(String connect) {
        this.connect = connect;
    }

    /** All machines that are defined or run there, by UUID. */
    Map<UUID, String> machines() throws IOException {
        Map<UUID, String> machines = new LinkedHashMap<>();
        for (String line : asked("list", "--all", "--uuid", "--name").split("\n")) {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length == 2) {
                machines.put(UUID.fromString(words[0]), words[1]);
            }
        }
        return machines;
    }

    boolean isShutOff(UUID machine) throws IOException {
        return asked("domstate", machine.toString()).strip().equals("shut off");
    }

    /** Names of its networks that are active. */
    Set<String> activeNetworks() throws IOException {
        return asked("net-list", "--name").lines().map(String::strip).collect(Collectors.toSet());
    }

    /** What machines can be made of there. */
    HostFeatures features() throws IOException {
        boolean kvm = asked("capabilities").contains("<domain type='kvm'");
        return new HostFeatures(kvm ? Accelerator.KVM : Accelerator.TCG, emulatesTpm());
    }

    /** libvirt without swtpm offers to pass the host's own through, and refuses definitions that want one emulated. */
    private boolean emulatesTpm() throws IOException {
        OutsideProgram.Outcome outcome = attempt("domcapabilities");
        return outcome.status() == 0 && EMULATED_TPM.matcher(outcome.output()).find();
    }

    private boolean isLocal() {
        return connect.matches("[a-z]+:///.*");
    }

    void define(Path definition) throws IOException {
        done("was not taken by libvirt", "define", "--validate", "--file", definition.toString());
    }

    void rename(UUID machine, String name) throws IOException {
        done("could not be renamed", "domrename", machine.toString(), name);
    }

    void start(UUID machine) throws IOException {
        done("is defined and did not start", "start", machine.toString());
    }

    /** @param ownFirmware whether it has variables of its own, which go with it */
    void undefine(UUID machine, boolean ownFirmware) throws IOException {
        List<String> words = new ArrayList<>(List.of("undefine", machine.toString()));
        if (ownFirmware) {
            words.add("--nvram");
        }
        done("was not taken out of libvirt", words.toArray(String[]::new));
    }

    private void done(String otherwise, String... words) throws IOException {
        OutsideProgram.Outcome outcome = attempt(words);
        if (outcome.status() != 0) {
            String said = said(outcome.errors());
            throw new RefusedException(connect, otherwise + ": " + said, next(said));
        }
    }

    private String asked(String... words) throws IOException {
        OutsideProgram.Outcome outcome = attempt(words);
        if (outcome.status() != 0) {
            throw new RefusedException(
                    connect,
                    "libvirt does not answer: " + said(outcome.errors()),
                    isLocal()
                            ? "Start it (systemctl start libvirtd), run p2v as a user who may use it, or name another"
                                    + " one with --connect."
                            : "Try 'virsh -c %s list' until it works, then run the same command again."
                                    .formatted(connect));
        }
        return utf8(outcome.output());
    }

    private OutsideProgram.Outcome attempt(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("--quiet", "--connect", connect));
        all.addAll(List.of(words));
        return VIRSH.attempt(LIMIT, all);
    }

    /** The reason is in the last lines, after what was attempted. */
    private static String said(String errors) {
        return utf8(errors)
                .lines()
                .map(line -> line.replaceFirst("^error: ", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** What helps against the refusals that are met most. */
    private static String next(String said) {
        return hint(said)
                .orElse("Look at domain.xml in the machine's folder and at libvirt's log, then run the same command"
                        + " again.");
    }

    private static Optional<String> hint(String said) {
        if (said.contains("Permission denied")) {
            return Optional.of("Let the user of libvirt's machines (libvirt-qemu on Debian, qemu on Fedora) into the"
                    + " machine's folder: every folder above the disks needs o+x.");
        }
        if (said.contains("Network not found") || said.contains("network") && said.contains("not active")) {
            return Optional.of(
                    "Start the network (virsh net-start NAME), or plug the cards in elsewhere: --map '*=br0'.");
        }
        if (said.contains("Cannot get interface") || said.contains("No such device")) {
            return Optional.of("Make the bridge, or plug the cards in elsewhere: --map '*=BRIDGE'.");
        }
        if (said.contains("firmware")) {
            return Optional.of("Install the package ovmf (Debian) or edk2-ovmf (Fedora) on that host.");
        }
        return Optional.empty();
    }
}
