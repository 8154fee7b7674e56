package org.p2vworkbench.converter.hardware;

/**
 * A hard disk of the machine.
 *
 * @param image the file that holds it, as the description names it
 */
public record DiskDrive(DriveAddress at, String image) {}
