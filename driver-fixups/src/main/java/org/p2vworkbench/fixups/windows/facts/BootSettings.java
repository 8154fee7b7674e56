package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * What decides over starting and stopping, below the control set's Control.
 *
 * @param clockUtc whether the machine's clock holds UTC; Windows expects local time unless told so
 * @param autoReboot whether a stop error restarts the machine before anybody could read it
 * @param fastStartup whether shutting down leaves a kernel to be resumed (Windows 8 and later)
 * @param pageFiles "C:\pagefile.sys 0 0"
 * @param pendingAtBoot programs that run before all others: a pending chkdsk beside the usual autochk
 * @param sanPolicy 1 brings disks on new buses online; empty is the edition's own default
 * @param firmware how it was started last: "multi(0)disk(0)rdisk(0)partition(1)"
 * @param systemPartition the volume it was started from
 */
public record BootSettings(
        boolean clockUtc,
        boolean autoReboot,
        boolean fastStartup,
        List<String> pageFiles,
        List<String> pendingAtBoot,
        OptionalLong sanPolicy,
        String firmware,
        String systemPartition) {

    private static final String USUAL_AT_BOOT = "autocheck autochk *";

    public BootSettings {
        pageFiles = List.copyOf(pageFiles);
        pendingAtBoot = List.copyOf(pendingAtBoot);
    }

    static BootSettings of(HiveReader set, HiveReader system) throws IOException {
        return new BootSettings(
                set.number("Control\\TimeZoneInformation", "RealTimeIsUniversal")
                                .orElse(0)
                        == 1,
                set.number("Control\\CrashControl", "AutoReboot").orElse(1) != 0,
                set.number("Control\\Session Manager\\Power", "HiberbootEnabled")
                                .orElse(0)
                        == 1,
                set.strings("Control\\Session Manager\\Memory Management", "PagingFiles"),
                set.strings("Control\\Session Manager", "BootExecute").stream()
                        .filter(each -> !each.equalsIgnoreCase(USUAL_AT_BOOT))
                        .toList(),
                set.number("Services\\partmgr\\Parameters", "SanPolicy"),
                set.string("Control", "SystemBootDevice"),
                system.string("Setup", "SystemPartition"));
    }
}
