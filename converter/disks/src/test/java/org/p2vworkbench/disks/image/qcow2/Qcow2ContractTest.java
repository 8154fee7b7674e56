package org.p2vworkbench.disks.image.qcow2;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.fixtures.OutsideTool;

/** The contract of every source, by compressed and plain images over a backing file. */
final class Qcow2ContractTest {

    @Nested
    final class Plain extends Variant {
        Plain() {
            super("-o extended_l2=on");
        }
    }

    @Nested
    final class Zlib extends Variant {
        Zlib() {
            super("-c");
        }
    }

    @Nested
    final class Zstd extends Variant {
        Zstd() {
            super("-c -o compression_type=zstd,cluster_size=256k");
        }
    }

    private abstract static class Variant extends BlockSourceContract {

        private final String options;

        @TempDir
        private Path folder;

        private Variant(String options) {
            this.options = options;
        }

        @BeforeEach
        void makeImage() throws Exception {
            OutsideTool qemuImg = OutsideTool.named("qemu-img");
            assumeTrue(qemuImg.isInstalled(), "SKIPPED: qemu-img is not installed");
            Path raw = Files.write(folder.resolve("disk.raw"), content());
            qemuImg.run(Qcow2VariantsTest.arguments("convert -f raw -O qcow2 " + options, raw, image()));
        }

        @Override
        protected BlockSource source() throws Exception {
            return Opened.file(image());
        }

        @Override
        protected byte[] content() {
            return Qcow2VariantsTest.disk();
        }

        private Path image() {
            return folder.resolve("disk.qcow2");
        }
    }
}
