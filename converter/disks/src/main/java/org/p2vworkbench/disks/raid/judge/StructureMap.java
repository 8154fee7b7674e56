package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.p2vworkbench.disks.BlockSource;

/** What one filesystem says about where its structures lie. Addresses count from the filesystem's own start. */
public interface StructureMap {

    /** No address. */
    long NOWHERE = -1;

    /** A part of the filesystem that is worth reading, because structures with known addresses lie there. */
    record Landmark(long at, long length) {}

    /** As people call it, with what tells it from others of its kind. */
    String label();

    /** The same for all maps of one filesystem, whatever they were made from. */
    String identity();

    /** How much of the volume it needs. */
    long sizeBytes();

    /** Where a copy of the start lies that cannot be told from it. */
    default OptionalLong copyOfStart() {
        return OptionalLong.empty();
    }

    /** The same map, richer if the bytes at {@code at} describe this filesystem's layout further. */
    default StructureMap learning(Window window, int at) {
        return this;
    }

    /**
     * The address that the structure at {@code at} claims for itself; {@link #NOWHERE} when there is no structure of this
     * filesystem that carries one, or when it has copies elsewhere.
     */
    long claim(Window window, int at);

    List<Landmark> landmarks();

    /** Follows pointers across {@code volume}, which begins where the filesystem does, and tells what they led to. */
    void survey(BlockSource volume, Survey survey) throws IOException;
}
