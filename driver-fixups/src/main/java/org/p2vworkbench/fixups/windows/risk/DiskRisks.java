package org.p2vworkbench.fixups.windows.risk;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.disks.DiskTable;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Finds disks that are not what their partitions say: dynamic disks (LDM), fault tolerant sets of NT 4, Storage Spaces. By
 * the types of their partitions, as Microsoft lists them for PARTITION_INFORMATION_GPT and _MBR. Changes nothing.
 */
public final class DiskRisks implements Fixup<WindowsGuest> {

    private static final List<String> DYNAMIC =
            List.of("42", "5808C8AA-7E8F-42E0-85D2-E1E90434CFB3", "AF9B60A0-1431-4F62-BC68-3311714A69AD");
    private static final List<String> SETS_OF_NT4 = List.of("86", "87", "C6", "C7");
    private static final List<String> SPACES = List.of("E7", "E75CAF8F-F680-4CEE-AFA3-B001E56EFC2D");

    @Override
    public String name() {
        return "disk-risks";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        List<DiskTable> tables = DiskTable.all(edits.guest());
        boolean onDynamic = !edits.guest().mountpoints().getOrDefault("/", "").matches("/dev/[hsv]d[a-z]+\\d+");
        find(
                edits,
                disks(tables, DYNAMIC),
                onDynamic ? Severity.HIGH : Severity.MEDIUM,
                "dynamic disks: their volumes may lie on several disks, and Windows finds them by what is written on each.",
                "Convert all of them together, and give the new machine all of them.");
        find(
                edits,
                disks(tables, SETS_OF_NT4),
                Severity.HIGH,
                "members of a fault tolerant set of Windows NT, which the registry of this Windows holds together.",
                "Convert all of them together, and give the new machine all of them.");
        find(
                edits,
                disks(tables, SPACES),
                Severity.HIGH,
                "members of Storage Spaces, which nobody but Windows can read.",
                "Convert all disks of the pool together; what is on it cannot be looked at here.");
    }

    private static String disks(List<DiskTable> tables, List<String> types) {
        return tables.stream()
                .filter(table -> table.partitions().stream().anyMatch(each -> types.contains(each.type())))
                .map(DiskTable::disk)
                .collect(Collectors.joining(", "));
    }

    private static void find(Edits edits, String disks, Severity severity, String what, String remedy) {
        if (!disks.isEmpty()) {
            edits.find("STO-005", severity, "%s are %s".formatted(disks, what), remedy);
        }
    }
}
