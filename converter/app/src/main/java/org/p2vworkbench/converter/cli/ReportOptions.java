package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.sizing.Target;
import org.p2vworkbench.reports.sizing.TargetJson;
import picocli.CommandLine.Option;

/** What a report on machines that are yet to be moved takes into account. */
final class ReportOptions {

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "What is known of where it is to go: link, room, window, VLANs. See docs/inventory.md.")
    private Path target;

    @Option(names = "--rules", paramLabel = "DIR", description = "Rules of this site: a JSON file each.")
    private Path rules;

    Target target() throws IOException {
        if (target == null) {
            return Target.UNKNOWN;
        }
        try {
            return TargetJson.read(Files.readString(target));
        } catch (IOException mistake) {
            throw new UsageException(target.toString(), mistake.getMessage(), "docs/inventory.md shows one.", mistake);
        }
    }

    SiteRules rules() throws IOException {
        try {
            return rules == null ? SiteRules.NONE : SiteRules.in(rules);
        } catch (IOException mistake) {
            throw new UsageException(rules.toString(), mistake.getMessage(), "Mend it, or leave --rules out.", mistake);
        }
    }
}
