package org.p2vworkbench.converter.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.converter.enrol.EnrolmentBook;
import org.p2vworkbench.converter.ingest.AgentServer;
import org.p2vworkbench.converter.ingest.Bandwidth;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.ingest.ConnectedMachines;
import org.p2vworkbench.converter.ingest.HostKey;
import org.p2vworkbench.converter.ingest.RemoteDisk;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.media.agent.Rehearsal;

/** A converter on loopback that lets one agent in, has a look at it and its only disk, and says goodbye. */
public final class AgentRehearsal implements Rehearsal {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration CODE_TIME = Duration.ofMinutes(10);
    private static final int DISK_BYTES = 1 << 20;
    private static final String MACHINE = "rehearsal";

    @Override
    public void run(Path folder, List<String> agent) throws IOException {
        Path disk = Files.write(folder.resolve("disk"), content());
        AgentServer.Files files = AgentServer.Files.below(folder.resolve("converter"));
        String code = new EnrolmentBook(files.codes(), new SecureRandom(), Clock.systemUTC())
                .issue(CODE_TIME)
                .code();
        ConnectedMachines machines = new ConnectedMachines(AgentRehearsal::arrived, Bandwidth.unlimited());
        try (AgentServer server = AgentServer.start("127.0.0.1", 0, files, machines, "p2v", Clock.systemUTC())) {
            List<String> words = new ArrayList<>(agent.subList(1, agent.size()));
            words.addAll(List.of("--server", "127.0.0.1:" + server.port(), "--name", MACHINE));
            words.addAll(List.of("--host-key", HostKey.in(files.hostKey()).fingerprint()));
            words.addAll(List.of(
                    "--disk",
                    disk.toString(),
                    "--state",
                    folder.resolve("state").toString()));
            new OutsideProgram(agent.get(0), "default-jdk-headless")
                    .runIn(folder, Map.of("P2V_ENROL", code), LIMIT, words);
        }
    }

    /** Half of it zeros, the other something that compresses. */
    private static byte[] content() {
        byte[] content = new byte[DISK_BYTES];
        for (int i = DISK_BYTES / 2; i < DISK_BYTES; i++) {
            content[i] = (byte) (i / 7);
        }
        return content;
    }

    /** On a thread of its own: this one has to read what the answers come as. */
    private static void arrived(ConnectedMachine machine) {
        Thread thread = new Thread(() -> look(machine), "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private static void look(ConnectedMachine machine) {
        try {
            machine.inventory();
            for (DiskOffer offer : machine.disks()) {
                try (RemoteDisk disk = new RemoteDisk(machine, offer, RemoteDisk.Patience.OF_A_LOOK)) {
                    disk.read(0, ByteBuffer.allocate(DISK_BYTES));
                }
            }
            machine.finish(new Request.Finish(0, "rehearsed"));
        } catch (IOException broken) {
            // The agent is told nothing, and ends with another status, which is what the rehearsal fails with.
            machine.disconnect();
        }
    }
}
