package org.p2vworkbench.converter.recovery;

import java.util.List;

/**
 * A volume group of LVM that is made anew, and its volumes restored one by one.
 *
 * @param configuration for vgcfgrestore
 */
public record PlannedGroup(String name, String configuration, List<Member> members, List<Volume> volumes) {

    public PlannedGroup {
        members = List.copyOf(members);
        volumes = List.copyOf(volumes);
    }

    /** A physical volume. */
    public record Member(String path, String uuid) {}

    /** A logical volume and what it holds, in words. */
    public record Volume(String path, String content) {}
}
