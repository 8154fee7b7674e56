package org.p2vworkbench.converter.source;

import java.util.Optional;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;

/**
 * How inputs are read.
 *
 * @param imageFormat the operator's word for loose images ({@code --input-format}); their content decides without it
 * @param outsideAllowed whether descriptors may name files outside their folder ({@code --allow-extents-outside})
 * @param scratch where compressed images are unpacked; machines found can be read until it is closed
 * @param namedFiles what an image names without having to be opened
 */
public record SourceOptions(
        ImageFormats formats,
        Optional<String> imageFormat,
        boolean outsideAllowed,
        HoleMap holes,
        Scratch scratch,
        NamedFiles namedFiles) {}
