package org.p2vworkbench.agent.disk;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.WireLimits;

/** The disks that are offered, each under an index that stays its own for as long as the agent runs. */
public final class DiskTable implements Closeable {

    private final Finder finder;
    private final Listener listener;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();
    private final Map<Integer, Opened> opened = new LinkedHashMap<>();

    public DiskTable(Finder finder, Listener listener) {
        this.finder = finder;
        this.listener = listener;
    }

    /** Looks which disks there are now. */
    public interface Finder {
        List<Candidate> find() throws IOException;
    }

    /** Hears of disks that are there and not offered. */
    public interface Listener {
        void leftOut(String path, String why);
    }

    /** A disk, and the size it was offered with. */
    public record Opened(DiskBytes bytes, long offeredBytes) {

        /** @throws IOException that says why this is not the disk that was offered any more */
        public void check() throws IOException {
            long now;
            try {
                now = bytes.sizeBytes();
            } catch (IOException noAnswer) {
                throw new DiskGoneException(bytes.name(), noAnswer);
            }
            if (!bytes.present()) {
                throw new DiskGoneException(bytes.name(), null);
            }
            if (now != offeredBytes) {
                throw new DiskChangedException(bytes.name(), offeredBytes, now);
            }
        }
    }

    /** Looks anew. A disk that came back, or has another size now, is opened again. */
    public synchronized List<DiskOffer> list() throws IOException {
        List<DiskOffer> offers = new ArrayList<>();
        for (Candidate candidate : finder.find()) {
            try {
                offer(candidate).ifPresent(offers::add);
            } catch (IOException notReadable) {
                listener.leftOut(candidate.path(), "it cannot be opened: " + notReadable.getMessage());
            }
        }
        return offers;
    }

    /** The disk that was listed under this index. */
    public synchronized Optional<Opened> at(int index) {
        return Optional.ofNullable(opened.get(index));
    }

    private Optional<DiskOffer> offer(Candidate candidate) throws IOException {
        Integer known = indexes.get(candidate.path());
        DiskBytes bytes = known == null ? candidate.opener().open() : reopened(candidate, opened.get(known));
        Optional<String> against = known == null ? reasonAgainst(candidate, bytes) : Optional.empty();
        if (against.isPresent()) {
            listener.leftOut(candidate.path(), against.get());
            bytes.close();
            return Optional.empty();
        }
        int index = indexes.computeIfAbsent(candidate.path(), path -> indexes.size());
        long size = bytes.sizeBytes();
        opened.put(index, new Opened(bytes, size));
        return Optional.of(candidate.offer(index, size));
    }

    private static DiskBytes reopened(Candidate candidate, Opened before) throws IOException {
        if (before.bytes().present() && before.bytes().sizeBytes() == before.offeredBytes()) {
            return before.bytes();
        }
        DiskBytes again = candidate.opener().open();
        before.bytes().close();
        return again;
    }

    private Optional<String> reasonAgainst(Candidate candidate, DiskBytes bytes) throws IOException {
        if (bytes.sizeBytes() == 0) {
            return Optional.of("it has no bytes");
        }
        if (!candidate.named() && BootMedium.isOn(bytes)) {
            return Optional.of("it is the boot medium; name it with --disk to copy it all the same");
        }
        return indexes.size() == WireLimits.MOST_DISKS
                ? Optional.of("%d disks are the most that an agent offers".formatted(WireLimits.MOST_DISKS))
                : Optional.empty();
    }

    @Override
    public synchronized void close() throws IOException {
        for (Opened disk : opened.values()) {
            disk.bytes().close();
        }
        opened.clear();
    }
}
