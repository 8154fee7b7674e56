package org.p2vworkbench.converter.migrate;

/**
 * How far a migration is.
 *
 * @param stage "assess", "copy" or "verify"
 * @param leastSecondsLeft and mostSecondsLeft: by the fastest and the slowest ten seconds of the last minute; -1 when
 *     nothing moved
 * @param limitedBy what the copy waits for, in words; empty while that is not known
 */
public record HowFar(
        String machine,
        String stage,
        long doneBytes,
        long totalBytes,
        long bytesPerSecond,
        long wireBytesPerSecond,
        long leastSecondsLeft,
        long mostSecondsLeft,
        String limitedBy) {

    public int percent() {
        return totalBytes == 0 ? 0 : (int) Math.min(99, doneBytes * 100.0 / totalBytes);
    }
}
