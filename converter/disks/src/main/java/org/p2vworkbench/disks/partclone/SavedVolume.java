package org.p2vworkbench.disks.partclone;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.Extents;

/** What was saved of a volume: known from the beginning of a stream, read by going through it. */
public interface SavedVolume extends Closeable {

    /** The program, its format, and what was in the volume: "partclone 0002 NTFS". */
    String format();

    /** How far the volume reaches as far as it was saved. */
    long size();

    /** Which parts hold data; the others were not in use, or are not known before the stream was read. */
    Extents extents(long from, long to) throws IOException;

    /**
     * Whether the copy of NTFS's boot sector is missing, which lies behind the last cluster: partclone saves clusters.
     */
    default boolean lacksLastSector() {
        return false;
    }

    /** The volume's bytes from the beginning. */
    VolumeStream stream() throws IOException;

    /** What an operator should know of it. */
    List<String> notes();
}
