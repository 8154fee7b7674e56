package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.p2vworkbench.converter.device.SourceDevice;
import org.p2vworkbench.converter.source.MachineSource;

/**
 * What tells a source from any other and from itself after a change: the path, size and time of change of every file it
 * is read from; of a device its size and serial number, because its time of change is that of its node in /dev. A run resumes, or is skipped, only for the same.
 */
final class SourceIdentity {

    private SourceIdentity() {}

    static String of(MachineSource source, String disk) throws IOException {
        StringBuilder identity = new StringBuilder(disk);
        for (String file : new TreeSet<>(source.files())) {
            identity.append('\n').append(file);
            Path path = Path.of(file);
            Optional<SourceDevice> device = Files.exists(path) ? SourceDevice.at(path) : Optional.empty();
            if (device.isPresent()) {
                identity.append('|').append(device.get().identity());
            } else if (Files.exists(path)) {
                identity.append('|').append(Files.size(path));
                identity.append('|').append(Files.getLastModifiedTime(path));
            }
        }
        return identity.toString();
    }
}
