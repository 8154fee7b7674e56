package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.ova.OvfPackage;
import org.p2vworkbench.converter.ovf.OvfEnvelope;
import org.p2vworkbench.converter.vmx.VmxFile;
import org.p2vworkbench.converter.xl.XlFile;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.RawFile;

/** What a file or a folder is, by its content; the name only decides whether anything unknown is a raw disk. */
enum InputKind {
    VMX,
    OVF,
    OVA,
    /** A domain configuration of Xen, whatever it is called. */
    XEN,
    /** A folder that Clonezilla saved disks to. */
    CLONEZILLA,
    /** In a format that has a signature. */
    IMAGE,
    /** Without any, but named like a raw disk. */
    RAW_IMAGE,
    OTHER;

    private static final Set<String> RAW_ENDINGS = Set.of("raw", "img", "dd", "bin");

    static InputKind of(Path file, ImageFormats formats) throws IOException {
        try (BlockSource bytes = RawFile.open(file)) {
            if (OvfPackage.isArchive(bytes)) {
                return OVA;
            }
            if (ending(file).equals("vmx") || VmxFile.recognises(bytes)) {
                return VMX;
            }
            if (ending(file).equals("ovf") || OvfEnvelope.recognises(bytes)) {
                return OVF;
            }
            if (XlFile.recognises(bytes)) {
                return XEN;
            }
            if (!formats.detect(bytes).name().equals("raw")) {
                return IMAGE;
            }
        }
        return RAW_ENDINGS.contains(ending(file)) ? RAW_IMAGE : OTHER;
    }

    boolean isDescription() {
        return this == VMX || this == OVF || this == OVA || this == XEN || this == CLONEZILLA;
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return Optional.of(name.lastIndexOf('.'))
                .filter(dot -> dot > 0)
                .map(dot -> name.substring(dot + 1).toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
