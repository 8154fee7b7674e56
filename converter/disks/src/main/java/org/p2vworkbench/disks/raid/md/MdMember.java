package org.p2vworkbench.disks.raid.md;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;

/** The data area of a member, as far as it can be used. */
final class MdMember {

    private MdMember() {}

    /**
     * @param bytes how much of it is wanted
     * @return empty when the device, or what its superblock says of it, is too short for that
     */
    static Optional<BlockSource> of(Claim claim, long bytes) {
        BlockSource device = claim.disk().bytes();
        long offset = claim.device().dataOffsetBytes();
        if (bytes < 0 || offset < 0 || offset > device.size() || bytes > device.size() - offset) {
            return Optional.empty();
        }
        BlockSource data = new Slice(device.name(), device, offset, bytes);
        List<BadRange> wrong = new ArrayList<>();
        for (BadRange range : claim.device().bad()) {
            // The log counts sectors of the device, the volume bytes of the data (md.h, is_badblock).
            wrong.add(new BadRange(range.offset() - offset, range.length()));
        }
        claim.device().recoveredBytes().ifPresent(right -> wrong.add(new BadRange(right, Math.max(0, bytes - right))));
        return Optional.of(wrong.isEmpty() ? data : new TrustedParts(data, wrong));
    }
}
