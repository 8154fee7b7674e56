package org.p2vworkbench.converter.proof.cable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks a machine at its ports, over cables that lead nowhere else. */
public final class PortProbe implements Closeable {

    /** Services come up after the login does, on a machine without KVM long after it. */
    private static final Duration MOST = Duration.ofSeconds(90);

    /** A machine that is there and refuses for so long has no such service. */
    private static final Duration REFUSED = Duration.ofSeconds(30);

    private final List<PortQuestion> questions;
    private final Path folder;
    private final List<Cable> cables = new ArrayList<>();

    private PortProbe(List<PortQuestion> questions, Path folder) {
        this.questions = questions;
        this.folder = folder;
    }

    /**
     * Lays the cables.
     *
     * @param cards how many cards the machine has
     * @param folder private to this start
     */
    public static PortProbe of(List<PortQuestion> questions, int cards, Path folder) throws IOException {
        PortProbe probe = new PortProbe(questions, folder);
        try {
            for (int i = 0; i < cards; i++) {
                probe.cables.add(new Cable(probe.socket(i), new DhcpLease(i)));
            }
            return probe;
        } catch (IOException | RuntimeException failure) {
            probe.close();
            throw failure;
        }
    }

    /** Where qemu plugs in the card of that number. */
    public Path socket(int card) {
        return folder.resolve("cable" + card);
    }

    /** Knocks until all ports are open, or until it is clear that one will not be. */
    public List<PortAnswer> ask() throws InterruptedException {
        return ask(MOST, REFUSED);
    }

    /**
     * @param most how long in all
     * @param refused how long a machine that is there may refuse
     */
    List<PortAnswer> ask(Duration most, Duration refused) throws InterruptedException {
        long started = System.nanoTime();
        while (true) {
            List<PortAnswer> answers = questions.stream().map(this::answer).toList();
            Duration passed = Duration.ofNanos(System.nanoTime() - started);
            boolean silence = answers.stream().anyMatch(answer -> answer.state() == PortAnswer.State.SILENT);
            if (answers.stream().allMatch(PortAnswer::isOpen) || passed.compareTo(silence ? most : refused) > 0) {
                return answers;
            }
            questions.forEach(this::knock);
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void knock(PortQuestion question) {
        Optional<Integer> wanted = question.address().map(Ipv4::parse);
        for (Cable cable : cables) {
            wanted.ifPresent(cable.neighbour()::lookFor);
            addresses(cable, wanted)
                    .filter(address -> answer(cable, address, question) != PortAnswer.State.OPEN)
                    .forEach(address -> cable.neighbour().knock(address, question.port()));
        }
    }

    private static Stream<Integer> addresses(Cable cable, Optional<Integer> wanted) {
        return cable.neighbour().addresses().stream()
                .filter(address -> wanted.map(address::equals).orElse(true));
    }

    private static PortAnswer.State answer(Cable cable, int address, PortQuestion question) {
        return cable.neighbour().answer(address, question.port()).orElse(PortAnswer.State.SILENT);
    }

    /** The best that any of its addresses gave. */
    private PortAnswer answer(PortQuestion question) {
        Optional<Integer> wanted = question.address().map(Ipv4::parse);
        PortAnswer best = new PortAnswer(question.address(), question.port(), PortAnswer.State.SILENT);
        for (Cable cable : cables) {
            for (int address : addresses(cable, wanted).toList()) {
                PortAnswer.State state = answer(cable, address, question);
                if (best.address().isEmpty() || state.compareTo(best.state()) < 0) {
                    best = new PortAnswer(Optional.of(Ipv4.text(address)), question.port(), state);
                }
            }
        }
        return best;
    }

    @Override
    public void close() throws IOException {
        for (Cable cable : cables) {
            cable.close();
        }
    }
}
