package org.p2vworkbench.disks.image.vmdk.sparse;

/**
 * What is wanted of the written grains of a page: from {@code skip} bytes into the first one on, {@code wanted} bytes.
 *
 * @param firstGrain number of {@code places[first]} within the extent
 * @param places where the grains are in the file
 * @param last index of the last grain that is touched; those after the first need not be written ones
 */
record GrainRun(long firstGrain, long[] places, int first, int last, long skip, long wanted) {}
