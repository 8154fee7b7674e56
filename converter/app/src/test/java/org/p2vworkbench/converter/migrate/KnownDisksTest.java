package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.converter.store.MachineRecord;

class KnownDisksTest {

    private final MachineRecord.Disk boot = disk("sda", Optional.of("WD-1"));
    private final MachineRecord.Disk data = disk("sdb", Optional.of("WD-2"));
    private final MachineRecord.Disk card = disk("sdc", Optional.empty());
    private final KnownDisks known = new KnownDisks(List.of(boot, data, card));

    @Test
    void diskKeepsItsNameWhateverTheKernelCallsItNow() {
        assertThat(known.known(offer("sdb", "WD-1"), "sdb")).contains(boot);
        assertThat(known.known(offer("sda", " WD-2 "), "sda")).contains(data);
    }

    @Test
    void otherSerialNumberIsAnotherDiskUnderTheSameName() {
        assertThat(known.known(offer("sda", "WD-9"), "sda")).isEmpty();
        assertThat(known.known(offer("sdc", "WD-9"), "sdc")).isEmpty();
    }

    @Test
    void withoutSerialNumberTheNameCounts() {
        assertThat(known.known(offer("sdc", ""), "sdc")).contains(card);
        assertThat(known.known(offer("sda", ""), "sda")).isEmpty();
    }

    @Test
    void knownDisksComeInTheirOldOrder() {
        assertThat(known.place(Optional.of(data))).isEqualTo(1);
        assertThat(known.place(Optional.empty())).isEqualTo(3);
    }

    private static MachineRecord.Disk disk(String name, Optional<String> serial) {
        return new MachineRecord.Disk(name, "disk over ssh", 1 << 20, 0, serial);
    }

    private static DiskOffer offer(String name, String serial) {
        return new DiskOffer(0, Set.of(), 1 << 20, 512, 512, name, "/dev/" + name, "", serial, "");
    }
}
