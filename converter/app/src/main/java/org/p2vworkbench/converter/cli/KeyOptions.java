package org.p2vworkbench.converter.cli;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import picocli.CommandLine.Option;

/** Keys of encrypted volumes: shared by the commands that look into a guest. */
final class KeyOptions {

    @Option(
            names = "--key",
            paramLabel = "VOLUME:file:PATH",
            description =
                    "Passphrase of a LUKS volume, named by its UUID, as /dev/sda2 or 'all': the content of a file,"
                            + " or with VOLUME:env:NAME that of an environment variable. May be repeated.")
    private List<VolumeKey> keys = new ArrayList<>();

    List<VolumeKey> keys() {
        return keys;
    }
}
