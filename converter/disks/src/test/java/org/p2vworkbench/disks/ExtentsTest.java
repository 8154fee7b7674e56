package org.p2vworkbench.disks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExtentsTest {

    @Test
    void neighboursOfOneKindBecomeOneRun() {
        Extents runs = new Extents.Builder(10)
                .add(5, Extent.Kind.ZERO)
                .add(0, Extent.Kind.DATA)
                .add(5, Extent.Kind.ZERO)
                .add(3, Extent.Kind.DATA)
                .build();

        assertThat(runs.runs())
                .containsExactly(new Extent(10, 10, Extent.Kind.ZERO), new Extent(20, 3, Extent.Kind.DATA));
        assertThat(runs.dataBytes()).isEqualTo(3);
    }

    @Test
    void emptyRangeHasNoRuns() {
        assertThat(Extents.allData(7, 7).runs()).isEmpty();
    }

    @Test
    void shiftingMovesEveryRun() {
        assertThat(Extents.allZero(100, 110).shifted(-100)).isEqualTo(Extents.allZero(0, 10));
    }
}
