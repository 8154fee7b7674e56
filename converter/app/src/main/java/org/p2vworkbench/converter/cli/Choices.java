package org.p2vworkbench.converter.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.reporting.ReportFormat;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.reports.page.Language;

/** What an option may be set to, as it is typed; for help and completion, which would print Java's constants. */
abstract class Choices implements Iterable<String> {

    private final Enum<?>[] constants;

    private Choices(Enum<?>... constants) {
        this.constants = constants;
    }

    @Override
    public final Iterator<String> iterator() {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .iterator();
    }

    /** What disks become. */
    static final class Formats extends Choices {
        Formats() {
            super(ConvertOptions.Format.values());
        }
    }

    /** How they are compressed. */
    static final class Compressions extends Choices {
        Compressions() {
            super(Qcow2Compression.values());
        }
    }

    /** How drivers get into an initial RAM disk. */
    static final class InitramfsWays extends Choices {
        InitramfsWays() {
            super(LinuxOptions.InitramfsWay.values());
        }
    }

    /** What a report is written as. */
    static final class ReportFormats extends Choices {
        ReportFormats() {
            super(ReportFormat.values());
        }
    }

    /** What a report is written in. */
    static final class Languages extends Choices {
        Languages() {
            super(Language.values());
        }
    }

    /** Whose completion scripts there are. */
    static final class Shells extends Choices {
        Shells() {
            super(CompletionCommand.Shell.values());
        }
    }
}
