package org.p2vworkbench.converter.recovery;

/**
 * A swap area, which is made anew instead of restored.
 *
 * @param device as in file names: "sda3", "vg-swap"
 * @param uuid and {@code label}: empty where it has none that mkswap could be given safely
 */
public record PlannedSwap(String device, String path, long sizeBytes, String uuid, String label) {}
