package org.p2vworkbench.agent.inventory.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A machine as it was at one moment. The three parts are never mixed: from a boot medium there are no facts of the guest,
 * because the system that runs is ours.
 *
 * @param schema number of this form; fields are added, never renamed
 * @param by "live" or "boot"
 * @param takenAt ISO 8601, UTC
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Survey(
        int schema,
        String program,
        String machine,
        String takenAt,
        String by,
        Hardware hardware,
        Optional<Guest> guest,
        Optional<Live> live,
        List<Missed> missed) {

    public static final int SCHEMA = 1;

    /** The machine. */
    public record Hardware(
            Platform platform,
            Processors processor,
            Memory memory,
            List<Disk> disks,
            List<RaidSet> raidSets,
            List<Volume> volumes,
            List<Nic> nics,
            List<Bundle> bundles,
            List<PciCard> pci,
            List<UsbDevice> usb) {}

    /** Of the machine that this runs on; {@code sampling} is how long its load is watched, zero for not at all. */
    public static Survey ofThisMachine(String program, Duration sampling) throws IOException {
        return LinuxSurvey.isPossible()
                ? new LinuxSurvey(Path.of("/"), Clock.systemUTC(), program, new ThisSystem()).take(sampling)
                : new OtherSurvey(Clock.systemUTC(), program).take();
    }

    /** Of a Linux machine whose /sys, /proc, /etc and /run were copied into a folder, as sosreport does. */
    public static Survey ofRecording(Path root, Clock clock, String program) throws IOException {
        return new LinuxSurvey(root, clock, program, Answers.NONE).take(Duration.ZERO);
    }

    public String json() {
        return SurveyJson.write(this);
    }
}
