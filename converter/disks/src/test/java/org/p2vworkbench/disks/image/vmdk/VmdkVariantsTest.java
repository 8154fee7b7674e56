package org.p2vworkbench.disks.image.vmdk;

import org.junit.jupiter.api.Nested;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;

/** Every variant is a source like any other. */
final class VmdkVariantsTest {

    @Nested
    final class MonolithicSparse extends BlockSourceContract {
        @Override
        protected BlockSource source() throws Exception {
            return Samples.monolithicSparse().image("disk.vmdk");
        }

        @Override
        protected byte[] content() {
            return Samples.BASE.alone();
        }
    }

    @Nested
    final class StreamOptimized extends BlockSourceContract {
        @Override
        protected BlockSource source() throws Exception {
            return Samples.streamOptimized().image("disk.vmdk");
        }

        @Override
        protected byte[] content() {
            return Samples.BASE.alone();
        }
    }

    @Nested
    final class SplitOfAllKinds extends BlockSourceContract {
        @Override
        protected BlockSource source() throws Exception {
            return Samples.splitOfAllKinds().image("disk.vmdk");
        }

        @Override
        protected byte[] content() {
            return Samples.splitOfAllKindsContent();
        }
    }

    @Nested
    final class VmfsSparse extends BlockSourceContract {
        @Override
        protected BlockSource source() throws Exception {
            return Samples.vmfsSparse().image("disk.vmdk");
        }

        @Override
        protected byte[] content() {
            return Samples.ESX_BASE.alone();
        }
    }

    @Nested
    final class SeSparse extends BlockSourceContract {
        @Override
        protected BlockSource source() throws Exception {
            return Samples.seSparse().image("disk.vmdk");
        }

        @Override
        protected byte[] content() {
            return Samples.SESPARSE.alone();
        }
    }

    @Nested
    final class SnapshotOverASmallerBase extends BlockSourceContract {
        @Override
        protected BlockSource source() throws Exception {
            return Samples.snapshot().image("disk.vmdk");
        }

        @Override
        protected byte[] content() {
            return Samples.DELTA.over(Samples.BASE.alone());
        }
    }

    @Nested
    final class ChainOfSplitSnapshots extends BlockSourceContract {
        @Override
        protected BlockSource source() throws Exception {
            return Samples.chainOfSplitSnapshots().image("disk.vmdk");
        }

        @Override
        protected byte[] content() {
            return Samples.chainOfSplitSnapshotsContent();
        }
    }
}
