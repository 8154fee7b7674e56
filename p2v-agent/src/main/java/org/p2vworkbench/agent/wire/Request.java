package org.p2vworkbench.agent.wire;

import java.util.ArrayList;
import java.util.List;

/** What a converter can ask of an agent. Each is answered under the number it was asked with. */
public sealed interface Request {

    /**
     * First on every lane. Answered by {@link Reply.Welcome}, or {@link ErrorCode#VERSION}.
     *
     * @param lowestVersion and highestVersion, of this protocol, that the converter speaks
     * @param converter name and version of its program, for the agent's log
     */
    record Hello(int lowestVersion, int highestVersion, String converter) implements Request {}

    /** What machine is it? Answered by {@link Reply.Inventory}. */
    record Inventory() implements Request {}

    /**
     * All that is known of the machine and of the system that runs on it, for a report to its owner. Answered by
     * {@link Reply.Survey}; takes seconds. Only where there is {@link Capability#SURVEY}.
     */
    record Survey() implements Request {}

    /** Which disks are there? Looks anew each time. Answered by {@link Reply.Disks}. */
    record Disks() implements Request {}

    /** The bytes of these extents: {@link Chunk}s in their order, then {@link Reply.Done}. */
    record Read(Work work, Packing packing) implements Request {}

    /**
     * What these extents have of chunks, which are those of the disk from its start: one {@link Chunk} for each that an extent
     * touches, with zeros where none lies, then {@link Reply.Done}. Its hash is of all that, so it is the one that
     * {@link HashUsed} answers. Only where there is {@link Capability#READ_USED}.
     */
    record ReadUsed(Work work, Packing packing) implements Request {}

    /** Whether chunks are compressed. */
    enum Packing {
        /** Where it costs less time than it saves on the wire; what the wire takes, the agent sees. */
        AS_PAYS,
        /** Never. */
        PLAIN,
        /** Wherever it makes them smaller: the converter has been told to use little of the wire. */
        SMALLEST
    }

    /** Hashes of these extents: {@link Reply.Hashes} in their order, then {@link Reply.Done}. */
    record Hash(Work work) implements Request {}

    /**
     * Hashes of chunks of which only these extents count: what lies between them is taken as zeros. Chunks are those of
     * the disk, from its start, and each that an extent touches is hashed whole. {@link Reply.Hashes} in their order, then
     * {@link Reply.Done}. Only where there is {@link Capability#HASH_USED}.
     */
    record HashUsed(Work work) implements Request {}

    /**
     * How fast is the source? Reads from {@code offset} on for so long, and answers with {@link Reply.Rates}. How fast
     * the wire is, the converter sees by itself.
     */
    record Probe(int disk, long offset, int milliseconds) implements Request {

        public static final int LONGEST_MILLISECONDS = 30_000;
    }

    /** To show to whoever stands before the old machine. Answered by {@link Reply.Done}. */
    record Progress(
            State state,
            long doneBytes,
            long totalBytes,
            long bytesPerSecond,
            long leastSecondsLeft,
            long mostSecondsLeft,
            String text)
            implements Request {

        /** What is going on, in a word. */
        public enum State {
            IDLE,
            COPYING,
            COMPARING,
            VERIFYING,
            PAUSED,
            FINISHING
        }
    }

    /** How many lanes the converter wants in all; the agent dials them. Answered by {@link Reply.Done}. */
    record Lanes(int count) implements Request {

        public static final int MOST = 16;
    }

    /** Stops a request of this lane, which then ends with {@link Reply.Done.Outcome#CANCELLED}. Answered by Done. */
    record Cancel(int request) implements Request {}

    /**
     * The work with this machine is over. Answered by {@link Reply.Done}; then the agent hangs up and ends.
     *
     * @param exitCode with which it ends: 0 done, 3 done with losses, or the error the converter ran into
     */
    record Finish(int exitCode, String text) implements Request {}

    /** A number that this version does not know: of a later converter, or of none. */
    record Unknown(int kind) implements Request {}

    /**
     * What to read or to hash.
     *
     * @param chunkBytes every extent is cut into chunks of this size from its start; only its last is shorter
     * @param deadlineMilliseconds how long one chunk may take to be read before the request is given up as too slow;
     *     0 means forever
     */
    record Work(int disk, List<Extent> extents, int chunkBytes, long deadlineMilliseconds) {

        private static final int EXTENT_BYTES = 16;

        public Work {
            extents = List.copyOf(extents);
            if (extents.isEmpty() || extents.size() > WireLimits.MOST_EXTENTS || !WireLimits.isChunkSize(chunkBytes)) {
                throw new IllegalArgumentException(
                        "%d extents in chunks of %d bytes".formatted(extents.size(), chunkBytes));
            }
        }

        /** A work whose extents ascend and do not touch each other more than at their ends. */
        static Work readAscending(Fields in) throws WireException {
            Work work = read(in);
            long end = 0;
            for (Extent extent : work.extents) {
                in.check(extent.offset() >= end, "an extent at 0x%x, expected one from 0x%x on", extent.offset(), end);
                end = extent.end();
            }
            return work;
        }

        static Work read(Fields in) throws WireException {
            int disk = in.u16("disk");
            long chunk = in.u32("chunk size");
            in.check(WireLimits.isChunkSize(chunk), "a chunk size of %d bytes", chunk);
            long deadline = in.u32("deadline");
            int count = in.count("extents", WireLimits.MOST_EXTENTS, EXTENT_BYTES);
            in.check(count > 0, "no extents");
            List<Extent> extents = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                extents.add(Extent.read(in));
            }
            return new Work(disk, extents, (int) chunk, deadline);
        }

        void write(FieldSink out) {
            out.u16(disk).u32(chunkBytes).u32(deadlineMilliseconds).u16(extents.size());
            extents.forEach(extent -> extent.write(out));
        }
    }
}
