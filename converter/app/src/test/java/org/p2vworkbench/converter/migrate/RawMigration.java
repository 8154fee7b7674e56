package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.ingest.FakeAgent;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;

/** Copies a machine's disks whole into raw images, which tests compare byte for byte. */
final class RawMigration {

    private static final MigrationOptions OPTIONS = new MigrationOptions(
            ConvertOptions.Format.RAW,
            Qcow2Compression.NONE,
            false,
            true,
            true,
            false,
            false,
            false,
            Limits.NONE,
            false,
            false,
            Optional.empty());

    private RawMigration() {}

    static MigrationResult of(FakeAgent agent, Path store) throws IOException, InterruptedException {
        return new Migration(agent.machine(), OPTIONS, store, "p2v test", new Silent()).run();
    }

    private static final class Silent implements Migration.Listener {

        @Override
        public void story(String line) {
            // Nobody listens.
        }

        @Override
        public void howFar(HowFar now) {
            // Nobody looks.
        }
    }
}
