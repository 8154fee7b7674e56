package org.p2vworkbench.fixups.plan;

import java.util.List;

/**
 * A step that takes a change back in a guest that may have run since. It says what the repair left there, so that what
 * somebody changed later is not lost unnoticed.
 */
public sealed interface Undo {

    /**
     * Put a file's bytes back.
     *
     * @param original the name under which the bytes are kept
     * @param leftSha256 of what the repair left there; empty when that is not known before it ran
     */
    record RestoreFile(String path, String original, String leftSha256) implements Undo {}

    /** Take a file, link or folder away that the repair made. */
    record RemoveFile(String path, String leftSha256) implements Undo {}

    /** Put a file back that the repair took away. */
    record RecreateFile(String path, String original, int mode) implements Undo {}

    /** Put a link back that the repair took away. */
    record RecreateLink(String path, String target) implements Undo {}

    /** Put a registry value back. */
    record RestoreValue(String hive, String key, String name, int type, byte[] data, byte[] left) implements Undo {}

    /** Take a registry value away that the repair made. */
    record RemoveValue(String hive, String key, String name) implements Undo {}

    /** Take a registry key away that the repair made. */
    record RemoveKey(String hive, String key) implements Undo {}

    /** Put bytes of a disk back. */
    record RestoreSectors(String device, long offset, byte[] before, byte[] left) implements Undo {}

    /** Several steps, in order. */
    record Several(List<Undo> steps) implements Undo {

        public Several {
            steps = List.copyOf(steps);
        }
    }
}
