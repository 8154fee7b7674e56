package org.p2vworkbench.disks.volume.lvm;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** The kinds of volumes that keep their own maps or caches: named, and not read. */
final class NamedOnly {

    private static final String FROM_INSIDE =
            " Migrate it with the agent on the running machine, or copy its files from there.";

    private static final Map<String, String> WHY = Map.ofEntries(
            entry("thin", "It is a thin volume: which blocks are its own only the pool's metadata tree says."),
            entry("thin-pool", "It is a pool of thin volumes: its blocks belong to them."),
            entry("cache", "It is behind a cache, which may hold the newest data."),
            entry("cache-pool", "It is a cache for other volumes."),
            entry("writecache", "It is behind a write cache, which may hold the newest data."),
            entry("snapshot", "It is a snapshot: it holds only what its origin has changed since."),
            entry("vdo", "It is a VDO volume: deduplicated and compressed."),
            entry("vdo-pool", "It is the pool of a VDO volume: deduplicated and compressed."),
            entry("integrity", "It carries checksums between its blocks (dm-integrity)."));

    /** Before the server goes down, these make it plain. */
    private static final Map<String, String> REMEDY = Map.of(
            "cache", " 'lvconvert --uncache' on the old machine takes the cache away.",
            "writecache", " 'lvconvert --uncache' on the old machine takes the cache away.",
            "integrity", " 'lvconvert --raidintegrity n' on the old machine takes them away.",
            "snapshot", " 'lvconvert --merge' on the old machine, or leave it behind: its origin is readable.");

    private NamedOnly() {}

    /** Why a segment of this type is not read, and what to do; empty for a type that is read. */
    static Optional<String> why(String type) {
        return Optional.ofNullable(WHY.get(type)).map(why -> why + REMEDY.getOrDefault(type, FROM_INSIDE));
    }

    /** Whether volumes of this type only serve others. */
    static boolean isPool(String type) {
        return type.endsWith("-pool");
    }
}
