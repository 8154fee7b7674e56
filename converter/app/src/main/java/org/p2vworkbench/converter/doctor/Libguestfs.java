package org.p2vworkbench.converter.doctor;

import java.util.List;
import org.p2vworkbench.fixups.appliance.Appliance;
import org.p2vworkbench.fixups.appliance.ApplianceException;
import org.p2vworkbench.fixups.appliance.Launch;

/** Whether guests can be opened and repaired: the Java binding loads and its appliance starts. */
final class Libguestfs implements Check {

    private final PackageSource packages;
    private final boolean quick;

    Libguestfs(PackageSource packages, boolean quick) {
        this.packages = packages;
        this.quick = quick;
    }

    @Override
    public String name() {
        return "libguestfs";
    }

    @Override
    public List<Finding> findings() {
        return List.of(quick ? loaded() : started());
    }

    private Finding loaded() {
        try {
            return Finding.ok(name(), "%s; whether its appliance starts was not tried".formatted(Appliance.version()));
        } catch (ApplianceException failure) {
            return failed(failure);
        }
    }

    private Finding started() {
        // That there is no KVM is said by another check.
        try (Appliance appliance = Appliance.launch(notice -> {})) {
            Launch launch = appliance.launched();
            return Finding.ok(
                    name(),
                    "%s; its appliance starts under %s in %d s"
                            .formatted(
                                    launch.version(),
                                    launch.accelerator(),
                                    launch.took().toSeconds()));
        } catch (ApplianceException failure) {
            return failed(failure);
        }
    }

    private Finding failed(ApplianceException failure) {
        return Finding.fail(
                name(),
                failure.getMessage(),
                "%s If it is missing: %s"
                        .formatted(failure.next(), packages.install("libguestfs-java", "libguestfs-java")));
    }
}
