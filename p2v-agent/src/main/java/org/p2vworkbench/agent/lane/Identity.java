package org.p2vworkbench.agent.lane;

import java.util.Set;
import org.p2vworkbench.agent.wire.Capability;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.WireLimits;

/** Who this agent is; the same on all its lanes. See {@link Reply.Welcome} for the parts. */
public record Identity(
        String machine,
        String agent,
        String publicKey,
        byte[] session,
        Set<Capability> capabilities,
        int advisedLanes) {

    /** Larger ones would double the buffers of a machine that may have 256 MiB in all, and compress no better. */
    static final int LARGEST_CHUNK_BYTES = WireLimits.DEFAULT_CHUNK_BYTES;

    public Identity {
        capabilities = Set.copyOf(capabilities);
    }

    Reply.Welcome welcome(int version, int lane) {
        return new Reply.Welcome(
                version, capabilities, session, lane, advisedLanes, LARGEST_CHUNK_BYTES, machine, agent, publicKey);
    }
}
