package org.p2vworkbench.media.disc;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.p2vworkbench.media.agent.Rehearsal;
import org.p2vworkbench.media.parts.Architecture;
import org.p2vworkbench.media.parts.HostProgram;

/**
 * Where media are made, and of what.
 *
 * @param architecture of the machines that are to start from them
 * @param cache where parts are kept for the next medium
 * @param agentJar the agent with all it needs
 * @param jdk whose jlink makes the Java of the medium; for amd64 that Java is its own, for i386 it has to be a JDK 17
 * @param programs of this host
 * @param rehearsal of the agent
 * @param firmware whether what cards need of it is to be on the medium, though it is not free software
 * @param story is told what takes time
 */
public record Workshop(
        Architecture architecture,
        Path cache,
        Path agentJar,
        Path jdk,
        HostProgram programs,
        Rehearsal rehearsal,
        boolean firmware,
        Consumer<String> story) {}
