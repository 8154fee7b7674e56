package org.p2vworkbench.converter.hardware;

/** A CD-ROM or floppy drive. What lay in it stays behind: it belongs to the old host. */
public record RemovableDrive(DriveAddress at) {}
