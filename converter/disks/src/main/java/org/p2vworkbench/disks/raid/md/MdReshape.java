package org.p2vworkbench.disks.raid.md;

/**
 * A change of geometry that was under way.
 *
 * @param before the geometry of what has not been moved yet
 * @param after the geometry of what has
 * @param positionBytes how far into the array it had come
 * @param backwards it comes from the array's end
 */
record MdReshape(MdGeometry before, MdGeometry after, long positionBytes, boolean backwards) {}
