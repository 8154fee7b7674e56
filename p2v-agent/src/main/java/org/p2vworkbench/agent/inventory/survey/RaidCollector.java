package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** RAID sets: those that md runs, and those whose members udev recognised by the metadata of a controller. */
record RaidCollector(Path root, List<Disk> disks) {

    /** proc/mdstat: "md0 : active raid1 sdb1[1] sda1[0](F)". */
    private static final Pattern SET =
            Pattern.compile("(md[\\w-]+) : (active|inactive)(?: \\([^)]*\\))?(?: (raid\\d+|linear))?(.*)");

    private static final Pattern MEMBER = Pattern.compile("([\\w!-]+)\\[\\d+](\\([A-Z]\\))?");
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,15}) blocks(?: super (\\S+))?(?:.*\\[(\\d+)/(\\d+)])?.*");
    private static final long BLOCK_BYTES = 1024;

    /** As libblkid names them; md's own members are in its list already. */
    private static final Pattern CONTROLLER_MEMBER = Pattern.compile("(?!linux_).*_raid_member");

    List<RaidSet> collect() {
        return Stream.concat(running().stream(), members().stream()).toList();
    }

    private List<RaidSet> running() {
        List<RaidSet> sets = new ArrayList<>();
        List<String> lines = new TextFile(root.resolve("proc/mdstat")).lines();
        for (int i = 0; i < lines.size(); i++) {
            Matcher set = SET.matcher(lines.get(i));
            if (set.matches()) {
                Matcher size =
                        SIZE.matcher(i + 1 < lines.size() ? lines.get(i + 1).strip() : "");
                sets.add(set(set, size, following(lines, i)));
            }
        }
        return sets;
    }

    private static String following(List<String> lines, int set) {
        int end = set + 1;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        return String.join(" ", lines.subList(set, end));
    }

    private static RaidSet set(Matcher set, Matcher size, String all) {
        boolean sized = size.matches();
        List<String> members = new ArrayList<>();
        boolean failedMember = false;
        for (Matcher member = MEMBER.matcher(set.group(4)); member.find(); ) {
            members.add(member.group(1));
            failedMember |= "(F)".equals(member.group(2));
        }
        int slots = sized && size.group(3) != null ? Integer.parseInt(cut(size.group(3))) : members.size();
        int working = sized && size.group(4) != null ? Integer.parseInt(cut(size.group(4))) : members.size();
        String state = set.group(2).equals("inactive")
                ? "failed"
                : all.contains("recovery =") || all.contains("resync =") || all.contains("reshape =")
                        ? "rebuilding"
                        : working < slots || failedMember ? "degraded" : "optimal";
        return new RaidSet(
                set.group(1),
                "md-" + (sized && size.group(2) != null ? size.group(2) : "0.90"),
                set.group(3) == null ? "" : set.group(3),
                state,
                slots,
                sized ? Long.parseLong(size.group(1)) * BLOCK_BYTES : 0,
                members,
                "proc/mdstat");
    }

    private static String cut(String digits) {
        return digits.substring(0, Math.min(digits.length(), 4));
    }

    private List<RaidSet> members() {
        Map<String, List<String>> byFormat = new TreeMap<>();
        for (Disk disk : disks) {
            disk.signature()
                    .value()
                    .filter(type -> CONTROLLER_MEMBER.matcher(type).matches())
                    .ifPresent(type -> byFormat.computeIfAbsent(type, key -> new ArrayList<>())
                            .add(disk.name()));
        }
        return byFormat.entrySet().stream()
                .map(format -> new RaidSet(
                        format.getKey().replace("_raid_member", ""),
                        format.getKey(),
                        "",
                        "unknown",
                        0,
                        0,
                        format.getValue(),
                        "udev"))
                .toList();
    }
}
