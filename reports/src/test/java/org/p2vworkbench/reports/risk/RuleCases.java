package org.p2vworkbench.reports.risk;

import java.util.List;

/** For each rule a change of a good server that triggers it, and one that nearly does: field, JSON, JSON. */
final class RuleCases {

    /** @param field of the inventory, or "target" */
    record Case(String code, String field, boolean fact, String triggers, String nearly, List<String> before) {}

    private RuleCases() {}

    /** @param before pairs of field and JSON of a fact that must hold for both */
    private static Case fact(String code, String field, String triggers, String nearly, String... before) {
        return new Case(code, field, true, triggers, nearly, List.of(before));
    }

    private static Case plain(String code, String field, String triggers, String nearly, String... before) {
        return new Case(code, field, false, triggers, nearly, List.of(before));
    }

    private static Case partition(String code, String triggers, String nearly) {
        return plain(code, "hardware.disks.0.partitions", "[" + triggers + "]", "[" + nearly + "]");
    }

    private static String set(String format, String state, int slots) {
        return "[{'name':'md0','format':'%s','level':'raid1','state':'%s','slots':%d,'members':['sda1','sdb1']}]"
                .formatted(format, state, slots);
    }

    private static String health(boolean passed, int pending, int reallocated) {
        return "{'passed':%b,'pendingSectors':%d,'reallocatedSectors':%d}".formatted(passed, pending, reallocated);
    }

    private static String part(String type, String state, long start) {
        return "{'number':1,'name':'sda1','startBytes':%d,'sizeBytes':1000000000,'type':'%s','state':'%s'}"
                .formatted(start, type, state);
    }

    private static String windows() {
        return "'windows'";
    }

    static List<Case> all() {
        String[] onWindows = {"guest.family", windows()};
        return List.of(
                fact("STO-001", "hardware.disks.0.health", health(true, 1, 0), health(true, 0, 50)),
                plain("STO-002", "hardware.raidSets", set("md-1.2", "degraded", 3), set("md-1.2", "optimal", 2)),
                plain("STO-003", "hardware.raidSets", set("inferred", "unproven", 2), set("md-1.2", "unknown", 2)),
                plain(
                        "STO-004",
                        "hardware.raidSets",
                        set("isw_raid_member", "unknown", 0),
                        set("md-0.90", "optimal", 2)),
                plain(
                        "STO-005",
                        "hardware.volumes",
                        "[{'name':'Volume1','kind':'ldm'}]",
                        "[{'name':'vg-root','kind':'lvm'}]"),
                fact("STO-006", "hardware.disks.0.logicalSectorBytes", "4096", "512"),
                fact("STO-007", "hardware.disks.0.table", "'gpt'", "'dos'"),
                fact("STO-008", "hardware.disks.0.transport", "'fc'", "'sas'"),
                fact(
                        "STO-009",
                        "guest.fstab",
                        "[{'device':'nas:/x','place':'/mnt','type':'nfs','options':'rw'}]",
                        "[{'device':'nas:/x','place':'/mnt','type':'nfs','options':'rw,nofail'}]"),
                partition("STO-010", part("ext4", "", 32_256), part("ext4", "", 1_048_576)),
                plain("STO-011", "target", "{'poolFreeBytes':100000000000}", "{'poolFreeBytes':200000000000}"),
                partition("FS-001", part("ntfs", "dirty", 1 << 20), part("ntfs", "clean", 1 << 20)),
                partition("FS-002", part("ntfs", "hibernated", 1 << 20), part("ntfs", "clean", 1 << 20)),
                partition("FS-003", part("ext3", "journal", 1 << 20), part("ext3", "clean", 1 << 20)),
                fact(
                        "FS-004",
                        "guest.filesystems",
                        "[{'device':'/dev/sda1','place':'/boot','type':'ext3','availableBytes':52428799}]",
                        "[{'device':'/dev/sda1','place':'/boot','type':'ext3','availableBytes':52428800}]"),
                partition("FS-005", part("ReFS", "", 1 << 20), part("ntfs", "", 1 << 20)),
                partition("FS-006", part("xfs", "old-features", 1 << 20), part("xfs", "clean", 1 << 20)),
                partition("ENC-001", part("BitLocker", "", 1 << 20), part("ntfs", "", 1 << 20)),
                fact("ENC-002", "guest.encrypted", "['root LUKS with TPM']", "['root LUKS']"),
                fact("ENC-003", "guest.encrypted", "['sda SED']", "['root LUKS']"),
                fact("BOOT-001", "guest.bootLoaders", "['lilo']", "['lilo','grub2']"),
                fact("BOOT-002", "guest.systems", "2", "1"),
                fact("BOOT-003", "guest.uefiFallback", "false", "true", "hardware.platform.firmware", "'UEFI'"),
                fact("BOOT-004", "guest.foreignSignedKernel", "true", "false", "hardware.platform.secureBoot", "true"),
                fact("WIN-001", "guest.virtioDriversExist", "false", "true", onWindows),
                fact("WIN-002", "guest.driverPolicyBlocks", "true", "false", onWindows),
                fact("WIN-003", "guest.licence", "'oem'", "'retail'", onWindows),
                fact("WIN-004", "guest.licence", "'retail'", "'volume'", onWindows),
                fact("WIN-005", "guest.processorKernelMismatch", "true", "false", onWindows),
                fact("WIN-006", "live.services", "['hp-health']", "['hpet']"),
                fact("WIN-007", "guest.ghostCards", "true", "false", onWindows),
                fact("LNX-001", "guest.kernel", "'2.6.24-1-686'", "'2.6.25-2-686'"),
                fact(
                        "LNX-002",
                        "guest.fstab",
                        "[{'device':'/dev/sda1','place':'/','type':'ext4','options':''}]",
                        "[{'device':'/dev/mapper/vg-root','place':'/','type':'ext4','options':''}]"),
                fact("LNX-003", "guest.namesBoundToCards", "true", "false"),
                fact("LNX-004", "guest.kernel", "'4.18.0-80'", "'4.19.0-6-amd64'"),
                fact(
                        "NET-001",
                        "guest.addresses",
                        "[{'name':'eth0','way':'static','address':'192.0.2.5'}]",
                        "[{'name':'eth0','way':'dhcp','address':''}]"),
                plain(
                        "NET-002",
                        "hardware.bundles",
                        "[{'name':'bond0','kind':'bond'}]",
                        "[{'name':'br0','kind':'bridge'}]"),
                plain(
                        "NET-003",
                        "hardware.bundles",
                        "[{'name':'eth0.30','kind':'vlan','detail':'30'}]",
                        "[{'name':'eth0.20','kind':'vlan','detail':'20'}]",
                        "target",
                        "{'vlans':['20']}"),
                fact(
                        "NET-004",
                        "guest.addresses",
                        "[{'name':'eth0','way':'static','address':'192.0.2.5/24'}]",
                        "[{'name':'eth0','way':'static','address':'192.0.2.50/24'}]",
                        "target",
                        "{'addressesInUse':['192.0.2.5']}"),
                fact("NET-005", "live.processes", "['lmgrd']", "['cron']"),
                plain(
                        "HW-001",
                        "hardware.usb",
                        "[{'vendor':'0529','device':'0001'}]",
                        "[{'vendor':'046d','device':'c31c'}]"),
                plain(
                        "HW-002",
                        "hardware.pci",
                        "[{'address':'0000:03:00.0','classCode':'020400','vendor':'1244','device':'0a00'}]",
                        "[{'address':'0000:03:00.0','classCode':'020000','vendor':'8086','device':'10c9'}]"),
                fact(
                        "HW-003",
                        "hardware.processor.flags",
                        "['3dnow']",
                        "['sse4_2']",
                        "target",
                        "{'processorFlags':['sse4_2']}"),
                fact("ROLE-001", "live.services", "['samba-ad-dc']", "['smbd']"),
                fact("ROLE-002", "live.services", "['pacemaker']", "['cron']"),
                fact(
                        "ROLE-003",
                        "live.load",
                        "{'seconds':600,'writeBytesPerSecond':5000001}",
                        "{'seconds':600,'writeBytesPerSecond':5000000}",
                        "live.processes",
                        "['mysqld']"),
                fact(
                        "ROLE-004",
                        "live.listening",
                        "[{'protocol':'udp','local':'192.0.2.5:123'}]",
                        "[{'protocol':'udp','local':'127.0.0.1:123'}]"),
                fact("OPS-001", "guest.backupAgeDays", "8", "7"),
                fact("OPS-002", "live.uptimeSeconds", "31536001", "31536000"),
                plain("OPS-003", "target", "{'windowHours':0.5}", "{'windowHours':4}"),
                fact("OPS-004", "guest.version", "'10'", "'12'"),
                fact("OPS-005", "live.clockSkewSeconds", "-301", "300"),
                fact("DATA-001", "hardware.memory.installedBytes", "34359738368", "17179869184"),
                plain(
                        "DATA-002",
                        "disagreements",
                        "[{'what':'sda1: what is on it','one':'ntfs','bySource':'a','other':'ext4','byOtherSource':'b'}]",
                        "[]"));
    }
}
