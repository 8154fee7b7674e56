package org.p2vworkbench.reports.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.LiveFacts;
import org.p2vworkbench.reports.risk.Verdict;

/**
 * Proposes in which order to move: machines that talk to each other in one wave, the easy ones first, those that others log in
 * through last, each wave as much as fits into a window. Blocked ones are in none.
 */
public final class Waves {

    private static final double USUAL_WINDOW_HOURS = 8;
    private static final double HOUR_SECONDS = 3600;
    private static final String DIRECTORY = "ROLE-001";

    private Waves() {}

    public static List<Wave> of(Fleet fleet) {
        double room = fleet.target().windowHours().orElse(USUAL_WINDOW_HOURS)
                * HOUR_SECONDS
                * fleet.target().hosts();
        List<List<Fleet.Member>> groups = groups(fleet.members().stream()
                .filter(member -> member.assessment().verdict() != Verdict.BLOCKED)
                .toList());
        groups.sort(Comparator.comparing(
                        (List<Fleet.Member> group) -> group.stream().anyMatch(Waves::isDirectory))
                .thenComparing(Waves::effort)
                .thenComparing(group -> group.get(0).name()));
        List<Wave> waves = new ArrayList<>();
        List<Fleet.Member> open = new ArrayList<>();
        double filled = 0;
        for (List<Fleet.Member> group : groups) {
            double seconds = group.stream()
                    .mapToDouble(member -> member.assessment().time().p90Seconds())
                    .sum();
            boolean alone = group.stream().anyMatch(Waves::isDirectory);
            if (!open.isEmpty() && (filled + seconds > room || alone)) {
                waves.add(new Wave(waves.size() + 1, open));
                open = new ArrayList<>();
                filled = 0;
            }
            open.addAll(group);
            filled += seconds;
        }
        if (!open.isEmpty()) {
            waves.add(new Wave(waves.size() + 1, open));
        }
        return waves;
    }

    private static boolean isDirectory(Fleet.Member member) {
        return member.assessment().findings().stream()
                .anyMatch(finding -> finding.code().equals(DIRECTORY));
    }

    private static double effort(List<Fleet.Member> group) {
        return group.stream()
                .mapToDouble(member -> member.assessment().effort())
                .max()
                .orElse(0);
    }

    /** Machines that are connected with each other, by the addresses that both have. */
    private static List<List<Fleet.Member>> groups(List<Fleet.Member> members) {
        Map<String, Integer> byAddress = new HashMap<>();
        int[] leader = new int[members.size()];
        for (int i = 0; i < leader.length; i++) {
            leader[i] = i;
            for (String address : addresses(members.get(i)).toList()) {
                byAddress.putIfAbsent(address, i);
            }
        }
        for (int i = 0; i < leader.length; i++) {
            for (LiveFacts.Socket socket : connections(members.get(i))) {
                Integer peer = byAddress.get(withoutPort(socket.peer()));
                // Everybody talks to a directory; that is no reason to move with it.
                if (peer != null && !isDirectory(members.get(peer)) && !isDirectory(members.get(i))) {
                    leader[find(leader, i)] = find(leader, peer);
                }
            }
        }
        Map<Integer, List<Fleet.Member>> groups = new HashMap<>();
        for (int i = 0; i < leader.length; i++) {
            groups.computeIfAbsent(find(leader, i), key -> new ArrayList<>()).add(members.get(i));
        }
        return new ArrayList<>(groups.values());
    }

    private static int find(int[] leader, int of) {
        int at = of;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }

    private static List<LiveFacts.Socket> connections(Fleet.Member member) {
        return member.inventory()
                .live()
                .map(live -> live.connections().orElse(List.of()))
                .orElse(List.of());
    }

    private static Stream<String> addresses(Fleet.Member member) {
        Stream<String> seen = member.inventory().hardware().nics().stream().flatMap(nic -> nic.addresses().stream());
        Stream<String> bundled =
                member.inventory().hardware().bundles().stream().flatMap(bundle -> bundle.addresses().stream());
        Stream<String> set =
                member.inventory().guest().map(guest -> guest.addresses().orElse(List.of())).orElse(List.of()).stream()
                        .map(GuestFacts.AddressSetting::address);
        return Stream.of(seen, bundled, set)
                .flatMap(all -> all)
                .map(address -> address.replaceAll("/.*", ""))
                // Every link has one of these, and they say nothing beyond it.
                .filter(address -> !address.isBlank() && !address.startsWith("fe80") && !address.startsWith("127."));
    }

    private static String withoutPort(String socket) {
        int colon = socket.lastIndexOf(':');
        return colon < 0 ? socket : socket.substring(0, colon);
    }
}
