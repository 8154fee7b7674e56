package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.MachineFolder;

/**
 * How much of a machine the last run copied, as its timeline tells.
 *
 * @param all what had to be copied
 * @param last what the run that finished it copied
 */
record CopiedBytes(long all, long last) {

    private static final Pattern COPIED = Pattern.compile("\"stage\":\"copy\",\"event\":\"done\".*\"bytes\":(\\d+)");

    static CopiedBytes of(MachineFolder folder) throws IOException {
        long all = JsonText.read(folder.planJson(), MachinePlan.class).disks().stream()
                .mapToLong(MachinePlan.DiskPlan::readBytes)
                .sum();
        List<String> timeline = Files.readAllLines(folder.events());
        long last = timeline.stream()
                .map(COPIED::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        return new CopiedBytes(all, last);
    }

    /** What was there before that run. */
    long kept() {
        return all - last;
    }
}
