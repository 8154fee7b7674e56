package org.p2vworkbench.converter.recovery;

import java.util.Optional;
import org.p2vworkbench.disks.frames.FrameCodec;

/**
 * How a set is written.
 *
 * @param level of the compression
 * @param splitBytes the largest file; empty for one file for each partition
 * @param threads that compress
 * @param program name and version, for the manifest
 */
public record SetOptions(FrameCodec codec, int level, Optional<Long> splitBytes, int threads, String program) {}
