package org.p2vworkbench.converter.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.converter.process.OutsideProgram;

/** The programs of others that this one runs: there, and in which version. */
final class Tools implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** The first number in the output of {@code --version} is it, with all of these. */
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

    private static final List<Tool> WANTED = List.of(
            new Tool("qemu-img", "qemu-utils", "qemu-img", Finding.Status.FAIL),
            new Tool("qemu-nbd", "qemu-utils", "qemu-img", Finding.Status.FAIL),
            new Tool("qemu-system-x86_64", "qemu-system-x86", "qemu-system-x86-core", Finding.Status.FAIL),
            new Tool("virsh", "libvirt-clients", "libvirt-client", Finding.Status.WARN),
            new Tool("virt-xml-validate", "libvirt-clients", "libvirt-client", Finding.Status.WARN),
            // virt-xml-validate is a script around it that Debian packages without this dependency.
            new Tool("xmllint", "libxml2-utils", "libxml2", Finding.Status.WARN));

    private final PackageSource packages;

    Tools(PackageSource packages) {
        this.packages = packages;
    }

    @Override
    public String name() {
        return "tools";
    }

    @Override
    public List<Finding> findings() {
        return WANTED.stream().map(this::finding).toList();
    }

    private Finding finding(Tool tool) {
        OutsideProgram program = new OutsideProgram(tool.program(), tool.aptPackage());
        if (program.location().isEmpty()) {
            return new Finding(
                    name(),
                    tool.absence(),
                    tool.program() + " is missing",
                    Optional.of(packages.install(tool.aptPackage(), tool.dnfPackage())));
        }
        try {
            OutsideProgram.Outcome outcome = program.attempt(LIMIT, List.of("--version"));
            Matcher version = VERSION.matcher(outcome.output() + outcome.errors());
            return Finding.ok(name(), tool.program() + " " + (version.find() ? version.group() : "of unknown version"));
        } catch (IOException failure) {
            return new Finding(
                    name(),
                    tool.absence(),
                    failure.getMessage(),
                    Optional.of(packages.install("--reinstall " + tool.aptPackage(), tool.dnfPackage())));
        }
    }

    /** @param absence how bad it is to be without */
    private record Tool(String program, String aptPackage, String dnfPackage, Finding.Status absence) {}
}
