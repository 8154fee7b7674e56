package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.agent.inventory.MachineInventory;

/** What the running system does just now, and over a time of watching. */
record LiveCollector(Path root, Observer observer, MachineInventory machine) {

    private static final int MOST_NAMES = 500;
    private static final long HALF_HOUR_SECONDS = 1800;

    Live collect(Duration sampling) throws IOException {
        long uptime = uptimeSeconds();
        Sampler sampler = new Sampler(root, time -> Thread.sleep(time.toMillis()));
        Live.Load load = sampling.isZero() ? sampler.sinceStart(uptime) : sampler.watch(sampling);
        Sockets sockets = new Sockets(root);
        return new Live(
                observer.positive(uptime, "proc/uptime", "there is no such file"),
                loadAverage(),
                observer.saw(load, "proc/stat, proc/meminfo, proc/diskstats", sampling.isZero() ? 0.4 : 0.9),
                services(),
                observer.saw(processes(), "proc"),
                observer.saw(sockets.listening(), "proc/net"),
                observer.saw(sockets.connections(), "proc/net"),
                clockSkew(),
                rebootPending());
    }

    private long uptimeSeconds() {
        String text = new TextFile(root.resolve("proc/uptime")).text().strip();
        String seconds = text.replaceAll("[. ].*$", "");
        return seconds.matches("[0-9]{1,12}") ? Long.parseLong(seconds) : 0;
    }

    private Fact<List<Double>> loadAverage() {
        String[] words = new TextFile(root.resolve("proc/loadavg")).text().split(" ");
        List<Double> numbers = Stream.of(words)
                .limit(3)
                .filter(word -> word.matches("[0-9]{1,6}\\.[0-9]{1,3}"))
                .map(Double::valueOf)
                .toList();
        return numbers.size() == 3
                ? observer.saw(numbers, "proc/loadavg")
                : observer.unknown("proc/loadavg", "there is no such file");
    }

    /** systemd gives each service a control group of its name; before systemd the processes have to do. */
    private Fact<List<String>> services() {
        for (String place : List.of("sys/fs/cgroup/system.slice", "sys/fs/cgroup/systemd/system.slice")) {
            List<String> names = TextFile.names(root.resolve(place)).stream()
                    .filter(name -> name.endsWith(".service"))
                    .map(name -> name.substring(0, name.length() - ".service".length()))
                    .limit(MOST_NAMES)
                    .toList();
            if (!names.isEmpty()) {
                return observer.saw(names, place);
            }
        }
        return observer.unknown("sys/fs/cgroup", "no systemd: see the processes");
    }

    private List<String> processes() {
        return TextFile.names(root.resolve("proc")).stream()
                .filter(name -> name.matches("[0-9]+"))
                // Threads of the kernel have no command line.
                .filter(name -> !new TextFile(root.resolve("proc").resolve(name).resolve("cmdline"))
                        .text()
                        .isEmpty())
                .map(name -> new TextFile(root.resolve("proc").resolve(name).resolve("comm"))
                        .text()
                        .strip())
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .limit(MOST_NAMES)
                .toList();
    }

    /** Half hours are time zones of a clock that keeps local time. */
    private Fact<Long> clockSkew() {
        return machine.rtcOffsetSeconds()
                .map(offset -> observer.saw(
                        offset - Math.round((double) offset / HALF_HOUR_SECONDS) * HALF_HOUR_SECONDS,
                        "sys/class/rtc/rtc0",
                        0.8))
                .orElse(observer.unknown("sys/class/rtc/rtc0", "this machine shows no battery clock"));
    }

    private Fact<Boolean> rebootPending() {
        boolean asked = Stream.of("var/run/reboot-required", "run/reboot-required")
                .anyMatch(name -> Files.exists(root.resolve(name)));
        return observer.saw(asked, "run/reboot-required", asked ? Observer.SURE : 0.5);
    }
}
