package org.p2vworkbench.disks.partition;

import static java.util.Map.entry;

import java.util.Map;
import java.util.UUID;

/** Names of GPT partition types, as util-linux's fdisk has them (include/pt-gpt-partnames.h). */
final class GptType {

    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "EFI System"),
            entry("024dee41-33e7-11d3-9d69-0008c781f39f", "MBR partition scheme"),
            entry("21686148-6449-6e6f-744e-656564454649", "BIOS boot"),
            entry("e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved"),
            entry("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "Microsoft basic data"),
            entry("5808c8aa-7e8f-42e0-85d2-e1e90434cfb3", "Microsoft LDM metadata"),
            entry("af9b60a0-1431-4f62-bc68-3311714a69ad", "Microsoft LDM data"),
            entry("de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery environment"),
            entry("e75caf8f-f680-4cee-afa3-b001e56efc2d", "Microsoft Storage Spaces"),
            entry("0fc63daf-8483-4772-8e79-3d69d8477de4", "Linux filesystem"),
            entry("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "Linux swap"),
            entry("a19d880f-05fc-4d3b-a006-743f0f84911e", "Linux RAID"),
            entry("e6d6d379-f507-44c2-a23c-238f2a3df928", "Linux LVM"),
            entry("4f68bce3-e8cd-4db1-96e7-fbcaf984b709", "Linux root (x86-64)"),
            entry("44479540-f297-41b2-9af7-d131d5f0458a", "Linux root (x86)"),
            entry("933ac7e1-2eb4-4f13-b844-0e14e2aef915", "Linux home"),
            entry("3b8f8425-20e0-4f3b-907f-1a25a76f98e8", "Linux server data"),
            entry("bc13c2ff-59e6-4262-a352-b275fd6f7172", "Linux extended boot"),
            entry("83bd6b9d-7f41-11dc-be0b-001560b84f0f", "FreeBSD boot"),
            entry("516e7cb4-6ecf-11d6-8ff8-00022d09712b", "FreeBSD data"),
            entry("516e7cb5-6ecf-11d6-8ff8-00022d09712b", "FreeBSD swap"),
            entry("516e7cb6-6ecf-11d6-8ff8-00022d09712b", "FreeBSD UFS"),
            entry("516e7cba-6ecf-11d6-8ff8-00022d09712b", "FreeBSD ZFS"),
            entry("48465300-0000-11aa-aa11-00306543ecac", "Apple HFS/HFS+"),
            entry("53746f72-6167-11aa-aa11-00306543ecac", "Apple Core storage"),
            entry("7c3457ef-0000-11aa-aa11-00306543ecac", "Apple APFS"),
            entry("426f6f74-0000-11aa-aa11-00306543ecac", "Apple boot"),
            entry("aa31e02a-400f-11db-9590-000c2911d1b8", "VMware VMFS"),
            entry("9d275380-40ad-11db-bf97-000c2911d1b8", "VMware Diagnostic"));

    private GptType() {}

    static String name(UUID type) {
        return NAMES.getOrDefault(type.toString(), "unknown");
    }
}
