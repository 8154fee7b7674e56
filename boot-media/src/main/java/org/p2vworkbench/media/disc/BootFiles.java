package org.p2vworkbench.media.disc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.media.parts.Architecture;

/**
 * What any medium starts, whatever it is.
 *
 * @param kernel Linux
 * @param root what it finds in memory
 * @param manifest which versions of what all is made of, a line each
 * @param licences of what is not free software, by package
 */
record BootFiles(
        Architecture architecture, Path kernel, Path root, List<String> manifest, Map<String, byte[]> licences) {

    BootFiles {
        manifest = List.copyOf(manifest);
        licences = Map.copyOf(licences);
    }

    /** Manifest and licences, for whoever looks at the medium. */
    void papers(Path folder, List<String> loaders) throws IOException {
        List<String> lines = new ArrayList<>(loaders);
        lines.addAll(manifest);
        Files.write(folder.resolve("manifest.txt"), lines);
        for (Map.Entry<String, byte[]> licence : licences.entrySet()) {
            Path below = Files.createDirectories(folder.resolve("licences"));
            Files.write(below.resolve(licence.getKey() + ".txt"), licence.getValue());
        }
    }
}
