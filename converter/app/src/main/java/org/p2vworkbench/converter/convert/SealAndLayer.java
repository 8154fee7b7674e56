package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.qcow2.Qcow2Writer;

/**
 * The step that makes a finished copy read-only and puts an empty layer over it, which is what the machine boots:
 * whatever is changed from here on can be taken away again.
 */
final class SealAndLayer {

    private final MachinePlan.DiskPlan plan;

    SealAndLayer(MachinePlan.DiskPlan plan) {
        this.plan = plan;
    }

    void run() throws IOException {
        Path base = plan.copy();
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("r--r--r--"));
        if (Files.exists(plan.image())) {
            return;
        }
        Qcow2Options layer = Qcow2Options.layerOver(base.getFileName().toString(), plan.imageFormat());
        try (Qcow2Writer writer = Qcow2Writer.open(plan.image(), plan.virtualBytes(), layer)) {
            writer.finish();
        }
    }
}
