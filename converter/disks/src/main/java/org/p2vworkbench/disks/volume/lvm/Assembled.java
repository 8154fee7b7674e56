package org.p2vworkbench.disks.volume.lvm;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.volume.VolumeState;

/**
 * What became of a logical volume or a run of one.
 *
 * @param findings why it is not as it should be; empty when it is
 */
record Assembled(Optional<BlockSource> bytes, VolumeState state, List<String> findings) {

    Assembled {
        findings = List.copyOf(findings);
    }

    static Assembled whole(BlockSource bytes) {
        return new Assembled(Optional.of(bytes), VolumeState.OPTIMAL, List.of());
    }

    static Assembled failed(List<String> why) {
        return new Assembled(Optional.empty(), VolumeState.FAILED, why);
    }

    static Assembled failed(String why) {
        return failed(List.of(why));
    }

    static Assembled unsupported(String why) {
        return new Assembled(Optional.empty(), VolumeState.UNSUPPORTED, List.of(why));
    }
}
