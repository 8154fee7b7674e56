package org.p2vworkbench.agent.wire;

import java.util.List;
import java.util.Set;

/** What an agent answers. */
public sealed interface Reply
        permits Chunk,
                Hashes,
                Reply.Done,
                Reply.Welcome,
                Reply.Inventory,
                Reply.Survey,
                Reply.Disks,
                Reply.Rates,
                Reply.Error {

    /**
     * The end of a request that needs no other answer, or of the chunks and hashes of one.
     *
     * @param extent index of the extent where an unfinished request stopped
     * @param offset on the disk, of the first byte in that extent that was not answered; all before it was, nothing
     *     after it. Both are 0 when all was
     */
    record Done(Outcome outcome, int extent, long offset) implements Reply {

        public static final Done COMPLETE = new Done(Outcome.COMPLETE, 0, 0);

        /** Whether all was answered, and if not, why. */
        public enum Outcome {
            COMPLETE,
            /** A chunk took longer than the request's deadline. Skip it and come back. */
            SLOW,
            CANCELLED
        }
    }

    /**
     * Who the agent is.
     *
     * @param version the highest that both ends speak
     * @param session 16 random bytes that an agent makes when it starts: lanes that show the same belong together
     * @param lane 0 for the first, which is dialled again when it breaks; the others follow {@link Request.Lanes}
     * @param advisedLanes how many the agent thinks it can keep busy
     * @param largestChunkBytes that it takes in a request
     * @param machine name for the machine
     * @param agent name and version of the program
     * @param publicKey of the agent in OpenSSH's notation, by which it is known once its enrolment code is used up
     */
    record Welcome(
            int version,
            Set<Capability> capabilities,
            byte[] session,
            int lane,
            int advisedLanes,
            int largestChunkBytes,
            String machine,
            String agent,
            String publicKey)
            implements Reply {

        public static final int SESSION_BYTES = 16;

        public Welcome {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /** The machine as JSON, see {@code org.p2vworkbench.agent.inventory}. */
    record Inventory(String json) implements Reply {}

    /** The machine for a report, as JSON: docs/schema/inventory-1.json. */
    record Survey(String json) implements Reply {}

    /** The disks in the order of their names. */
    record Disks(List<DiskOffer> disks) implements Reply {

        public Disks {
            disks = List.copyOf(disks);
        }
    }

    /** What was measured, each alone: how fast the disk can be read, how fast the processor hashes and packs. */
    record Rates(List<Rate> rates) implements Reply {

        public Rates {
            rates = List.copyOf(rates);
        }
    }

    /** So many bytes in so long. */
    record Rate(What what, long bytes, long nanoseconds) {

        /** Of which work. */
        public enum What {
            READ,
            HASH,
            COMPRESS
        }
    }

    /**
     * The request was not served, or not to its end.
     *
     * @param text what happened and what to do, for the operator
     */
    record Error(ErrorCode code, String text) implements Reply {}
}
