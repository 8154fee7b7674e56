package org.p2vworkbench.fixups.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Applies to a hive what Windows would apply from its logs when it next starts (regf, "Dirty state of a hive" and
 * "Multiple transaction log files").
 *
 * <p>A hive whose base block is sound takes the log that starts at its own sequence number or later, and the other one
 * where that goes on. A hive whose base block is broken takes the latest log alone, base block included: that is what
 * Windows does. Old logs fit by the time in them and not by numbers.
 */
public final class HiveLogs {

    private final Path hive;
    private final HiveBytes in;
    private final BaseBlock base;
    private final List<EntryLog> entryLogs = new ArrayList<>();
    private final List<DirtyLog> dirtyLogs = new ArrayList<>();
    private final List<String> uses = new ArrayList<>();

    private HiveLogs(Path hive) throws IOException {
        this.hive = hive;
        this.in = new HiveBytes(hive.getFileName().toString(), Hive.map(hive));
        this.base = BaseBlock.parse(in);
    }

    /**
     * Reads all, writes {@code into} only when there is something to apply.
     *
     * @param logs those of .LOG, .LOG1 and .LOG2 that there are
     */
    public static LogReplay replay(Path hive, List<Path> logs, Path into) throws IOException {
        HiveLogs replay = new HiveLogs(hive);
        if (!replay.base.dirty()) {
            return new LogReplay(LogReplay.State.CLEAN, hive, List.of());
        }
        for (Path log : logs) {
            replay.add(log);
        }
        return replay.into(into);
    }

    private void add(Path log) throws IOException {
        String name = log.getFileName().toString();
        if (Files.size(log) == 0) {
            uses.add(name + ": empty");
            return;
        }
        try {
            parse(new HiveBytes(name, Hive.map(log)));
        } catch (HiveFormatException unfit) {
            uses.add("not used, " + unfit.getMessage());
        }
    }

    private void parse(HiveBytes log) throws HiveFormatException {
        BaseBlock block = BaseBlock.parse(log);
        if (!block.checksumHolds() || block.primarySequence() != block.secondarySequence()) {
            throw log.damaged(0, "the writing of this log did not end");
        }
        switch (block.fileType()) {
            case BaseBlock.NEW_LOG -> entryLogs.add(EntryLog.parse(log, block));
            case BaseBlock.OLD_LOG, BaseBlock.OLD_LOG_TOO -> dirtyLogs.add(DirtyLog.parse(log, block));
            default ->
                throw log.damaged(
                        BaseBlock.FILE_TYPE_AT, "a log has file type 1, 2 or 6, found %d".formatted(block.fileType()));
        }
    }

    private LogReplay into(Path into) throws IOException {
        List<EntryLog> fitting = fittingEntryLogs();
        if (!fitting.isEmpty()) {
            EntryLog last = fitting.get(fitting.size() - 1);
            try (RecoveredHive recovered = RecoveredHive.copyOf(hive, into)) {
                for (EntryLog log : fitting) {
                    for (LogEntry entry : log.entries()) {
                        recovered.grow(entry.binsBytes());
                        recovered.write(entry.pages());
                    }
                }
                ByteBuffer block = firstSector(last.first());
                block.putInt(BaseBlock.FLAGS_AT, last.last().flags());
                recovered.finish(block, last.last().sequence(), last.last().binsBytes());
            }
            return replayed(into);
        }
        Optional<DirtyLog> old = fittingDirtyLog();
        if (old.isPresent()) {
            BaseBlock block = old.get().base();
            try (RecoveredHive recovered = RecoveredHive.copyOf(hive, into)) {
                recovered.grow(block.binsBytes());
                recovered.write(old.get().pages());
                recovered.finish(
                        firstSector(old.get().first()),
                        base.checksumHolds() ? base.primarySequence() : block.primarySequence(),
                        block.binsBytes());
            }
            return replayed(into);
        }
        return new LogReplay(LogReplay.State.STALE, hive, uses);
    }

    /** What was made must be a hive; better no result than a wrong one. */
    private LogReplay replayed(Path into) throws IOException {
        Hive.open(into);
        return new LogReplay(LogReplay.State.REPLAYED, into, uses);
    }

    private ByteBuffer firstSector(HiveBytes ofLog) throws HiveFormatException {
        return ByteBuffer.wrap((base.checksumHolds() ? in : ofLog).copy(0, BaseBlock.SECTOR, "base block"));
    }

    private List<EntryLog> fittingEntryLogs() {
        List<EntryLog> fitting = new ArrayList<>();
        entryLogs.sort((one, other) -> Integer.signum(one.firstSequence() - other.firstSequence()));
        for (int i = 0; i < entryLogs.size(); i++) {
            EntryLog log = entryLogs.get(i);
            boolean fits = base.checksumHolds() ? follows(fitting, log) : i == entryLogs.size() - 1;
            if (fits) {
                fitting.add(log);
                uses.add("%s: entries %s to %s applied, %d pages"
                        .formatted(
                                log.name(),
                                Integer.toUnsignedString(log.firstSequence()),
                                Integer.toUnsignedString(log.last().sequence()),
                                log.pages()));
            } else {
                uses.add("%s: not used, its entries start at %s"
                        .formatted(log.name(), Integer.toUnsignedString(log.firstSequence())));
            }
        }
        return fitting;
    }

    private boolean follows(List<EntryLog> fitting, EntryLog log) {
        return fitting.isEmpty()
                ? log.startsNotBefore(base.secondarySequence())
                : log.firstSequence() == fitting.get(fitting.size() - 1).last().sequence() + 1;
    }

    private Optional<DirtyLog> fittingDirtyLog() throws HiveFormatException {
        long written = base.checksumHolds() ? base.lastWritten() : in.bits64(BaseBlock.BYTES + 20L, "hive bin time");
        Optional<DirtyLog> fitting = dirtyLogs.stream()
                .filter(log -> log.base().lastWritten() == written)
                .max(Comparator.comparing(
                        log -> Integer.toUnsignedLong(log.base().primarySequence())));
        for (DirtyLog log : dirtyLogs) {
            uses.add(
                    fitting.equals(Optional.of(log))
                            ? "%s: %d sectors applied"
                                    .formatted(log.name(), log.pages().size())
                            : "%s: not used, it belongs to the hive as written at %s"
                                    .formatted(
                                            log.name(),
                                            FileTime.instant(log.base().lastWritten())));
        }
        return fitting;
    }
}
