package org.p2vworkbench.converter.hardware;

/**
 * Where a drive was attached.
 *
 * @param scsi the adapter, where the bus is SCSI; {@link ScsiModel#UNKNOWN} elsewhere
 * @param controller counted from 0 per bus; for IDE the channel
 * @param unit on that controller: SCSI id, SATA port, IDE 0 master and 1 slave
 */
public record DriveAddress(Bus bus, ScsiModel scsi, int controller, int unit) {

    public static final DriveAddress UNKNOWN = new DriveAddress(Bus.UNKNOWN, ScsiModel.UNKNOWN, 0, 0);

    public static DriveAddress of(Bus bus, int controller, int unit) {
        return new DriveAddress(bus, ScsiModel.UNKNOWN, controller, unit);
    }
}
