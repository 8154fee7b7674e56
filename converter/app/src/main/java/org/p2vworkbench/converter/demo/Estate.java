package org.p2vworkbench.converter.demo;

import java.nio.file.Path;

/**
 * The old machines, and what their disks hold in truth.
 *
 * @param folder what somebody exported from the old hosts
 * @param truth the disks as raw files, for an outside witness to compare with
 */
record Estate(Path folder, Path truth) {

    static final String LINUX = "web01";
    static final String WINDOWS = "files03";
    static final String BROKEN = "mail04";

    /** The appliance that holds the Linux server. */
    Path appliance() {
        return folder.resolve(LINUX + ".ova");
    }

    /** The description of the Windows server; its disk and snapshot lie beside it. */
    Path description() {
        return folder.resolve(WINDOWS).resolve(WINDOWS + ".vmx");
    }

    /** A disk whose download broke off. */
    Path broken() {
        return folder.resolve(BROKEN + ".vmdk");
    }

    Path truthOf(String machine) {
        return truth.resolve(machine + ".raw");
    }
}
