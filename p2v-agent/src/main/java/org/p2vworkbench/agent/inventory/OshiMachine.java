package org.p2vworkbench.agent.inventory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.ComputerSystem;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/**
 * Reads the inventory through OSHI: where there is no /sys, which is Windows. What it cannot say (PCI addresses,
 * sector sizes, the battery clock, the firmware) stays empty.
 */
final class OshiMachine {

    private static final int SECTOR_BYTES = 512;

    private final SystemInfo system = new SystemInfo();

    MachineInventory inventory() {
        HardwareAbstractionLayer hardware = system.getHardware();
        return new MachineInventory(
                MachineInventory.SCHEMA,
                system.getOperatingSystem().getNetworkParams().getHostName(),
                system.getOperatingSystem().getFamily().toLowerCase(Locale.ROOT),
                system.getOperatingSystem().getVersionInfo().toString(),
                "",
                new MachineInventory.Firmware(MachineInventory.Firmware.Mode.UNKNOWN, false),
                product(hardware.getComputerSystem()),
                processor(hardware.getProcessor()),
                hardware.getMemory().getTotal(),
                "",
                Optional.empty(),
                List.of(),
                hardware.getNetworkIFs().stream().map(OshiMachine::card).toList(),
                hardware.getDiskStores().stream().map(OshiMachine::disk).toList());
    }

    private static MachineInventory.Product product(ComputerSystem computer) {
        return new MachineInventory.Product(
                computer.getManufacturer(),
                computer.getModel(),
                "",
                computer.getSerialNumber(),
                computer.getHardwareUUID(),
                (computer.getBaseboard().getManufacturer() + " "
                                + computer.getBaseboard().getModel())
                        .strip(),
                computer.getFirmware().getManufacturer(),
                computer.getFirmware().getVersion(),
                computer.getFirmware().getReleaseDate());
    }

    private static MachineInventory.Processor processor(CentralProcessor processor) {
        CentralProcessor.ProcessorIdentifier identifier = processor.getProcessorIdentifier();
        return new MachineInventory.Processor(
                System.getProperty("os.arch"),
                identifier.getVendor(),
                identifier.getName(),
                processor.getPhysicalPackageCount(),
                processor.getPhysicalProcessorCount(),
                processor.getLogicalProcessorCount(),
                processor.getFeatureFlags());
    }

    private static NetworkCard card(NetworkIF card) {
        return new NetworkCard(
                card.getName(),
                card.getMacaddr(),
                "",
                "",
                card.getSpeed() / 1_000_000,
                card.getIfOperStatus() == NetworkIF.IfOperStatus.UP,
                List.of(card.getIPv4addr()));
    }

    private static DiskFacts disk(HWDiskStore disk) {
        String path = disk.getName();
        return new DiskFacts(
                path.substring(path.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT),
                path,
                disk.getModel(),
                disk.getSerial().strip(),
                "",
                disk.getSize(),
                SECTOR_BYTES,
                SECTOR_BYTES,
                "",
                "",
                "",
                false,
                false,
                false,
                List.of(),
                List.of());
    }
}
