package org.p2vworkbench.converter.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Looks at a machine until it is clear how far it comes. */
final class BootWatch {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    /** More of a serial line than this is behind what decides. */
    private static final int SERIAL_TAIL_BYTES = 64 << 10;

    /** Less than this is a clock, a log, a heartbeat. */
    private static final long IDLE_BYTES = 256 << 10;

    /** A cursor that blinks, or a ball that jumps, shows the same few pictures again and again. */
    private static final int BLINKING = 8;

    /** Systems start again once or twice of their own accord: new drivers, labels, a check of their disks. */
    private static final int USUAL_RESTARTS = 2;

    private static final int MOST_RESTARTS = 5;

    private static final Pattern KERNEL = Pattern.compile(
            "Linux version|Loading Linux|Loading initial ramdisk|EFI stub|Decompressing|Uncompressing|Starting Windows");

    /** ECMA-48 control sequences, and what else moves a cursor. */
    private static final Pattern CONTROLS =
            Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b[()][A-Z0-9]|\u001b[=>c]|\r|\0");

    private final QemuGuest guest;
    private final Evidence evidence;
    private final BootTerms terms;
    private final Path scratch;
    private final Optional<ConsoleFont> font;
    private final Consumer<String> story;

    private final long started = System.nanoTime();
    private long lastNews = System.nanoTime();
    private final Deque<Long> shown = new ArrayDeque<>();
    private long said;
    private long moved;
    private int restarts;
    private boolean loaderSeen;
    private boolean kernelSeen;
    private Optional<Screen> screen = Optional.empty();

    BootWatch(QemuGuest guest, Evidence evidence, BootTerms terms, Path scratch, Consumer<String> story)
            throws IOException {
        this.guest = guest;
        this.evidence = evidence;
        this.terms = terms;
        this.scratch = scratch;
        this.font = ConsoleFont.ofThisHost();
        this.story = story;
    }

    BootSigns.Proved watch() throws IOException, InterruptedException {
        while (true) {
            Optional<BootSigns.Proved> proved = look();
            evidence.serial(guest.serial());
            if (proved.isPresent()) {
                return proved.get();
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    private Optional<BootSigns.Proved> look() throws IOException {
        // First the state, then what was said and shown: what stopped in between is looked at once more.
        QemuGuest.State state = guest.state();
        String heard = heard();
        String seen = seen();
        note(heard + "\n" + seen);
        Optional<BootSigns.Proved> words = BootSigns.in(heard).or(() -> BootSigns.in(seen));
        if (words.isEmpty() && screen.filter(Screen::isBlue).isPresent()) {
            words = Optional.of(new BootSigns.Proved(Verdict.BLUESCREEN, lastLine(seen)));
        }
        if (words.isPresent()) {
            return words;
        }
        String last = lastLine(heard.isBlank() ? seen : heard);
        return switch (state) {
            case RUNS -> atTheEnd(last);
            case WANTS_TO_RESTART -> restarted(last);
            case IS_OFF -> Optional.of(new BootSigns.Proved(Verdict.SHUTDOWN, last));
        };
    }

    /** The serial line so far, without what moves a cursor. */
    private String heard() throws IOException {
        byte[] serial = guest.serial();
        if (serial.length != said) {
            said = serial.length;
            news();
        }
        byte[] tail = Arrays.copyOfRange(serial, Math.max(0, serial.length - SERIAL_TAIL_BYTES), serial.length);
        return CONTROLS.matcher(new String(tail, StandardCharsets.UTF_8)).replaceAll("");
    }

    private String seen() throws IOException {
        Path png = scratch.resolve("screen.png");
        guest.screenshot(png);
        Screen now = Screen.read(png);
        long likeness = now.likeness();
        if (!shown.contains(likeness)) {
            news();
            evidence.picture(png, seconds());
            shown.addLast(likeness);
            if (shown.size() > BLINKING) {
                shown.removeFirst();
            }
        }
        screen = Optional.of(now);
        long total = guest.bytesMoved();
        if (total - moved > IDLE_BYTES) {
            news();
        }
        moved = total;
        return font.map(now::text).orElse("");
    }

    private void note(String text) {
        if (!loaderSeen && BootSigns.loaderSpoke(text)) {
            loaderSeen = true;
            story.accept("the boot loader is there after %d s".formatted(seconds()));
        }
        if (!kernelSeen && KERNEL.matcher(text).find()) {
            kernelSeen = true;
            story.accept("the system starts after %d s".formatted(seconds()));
        }
    }

    private Optional<BootSigns.Proved> restarted(String last) throws IOException {
        restarts++;
        if (restarts >= MOST_RESTARTS) {
            return Optional.of(new BootSigns.Proved(Verdict.REBOOT_LOOP, last));
        }
        story.accept("it wants to start again after %d s".formatted(seconds()));
        guest.restart();
        news();
        return Optional.empty();
    }

    private Optional<BootSigns.Proved> atTheEnd(String last) {
        long now = System.nanoTime();
        if (now - lastNews > terms.quiet().toNanos()) {
            return Optional.of(new BootSigns.Proved(whatItIs(), last));
        }
        if (now - started > terms.most().toNanos()) {
            Verdict verdict = restarts > USUAL_RESTARTS ? Verdict.REBOOT_LOOP : Verdict.TIMEOUT;
            return Optional.of(new BootSigns.Proved(verdict, last));
        }
        return Optional.empty();
    }

    /** Nothing moves any more. */
    private Verdict whatItIs() {
        if (restarts > USUAL_RESTARTS) {
            return Verdict.REBOOT_LOOP;
        }
        if (loaderSeen && !kernelSeen) {
            return Verdict.BOOTLOADER;
        }
        return screen.filter(Screen::isPicture).isPresent() ? Verdict.DESKTOP : Verdict.STUCK;
    }

    private static String lastLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, second) -> second)
                .orElse("");
    }

    private void news() {
        lastNews = System.nanoTime();
    }

    long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    }
}
