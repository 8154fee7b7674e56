package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * A RAID set that the system runs, or whose metadata is on the disks.
 *
 * @param format "md-1.2", "isw_raid_member"
 * @param level "raid1"; empty when only a member's signature is known
 * @param state "optimal", "degraded", "rebuilding", "failed", "unknown"
 * @param slots how many members it should have, 0 if unknown
 */
public record RaidSet(
        String name,
        String format,
        String level,
        String state,
        int slots,
        long sizeBytes,
        List<String> members,
        String source) {}
