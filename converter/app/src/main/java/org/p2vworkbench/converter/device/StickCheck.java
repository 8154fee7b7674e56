package org.p2vworkbench.converter.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.p2vworkbench.agent.inventory.BlockDevice;
import org.p2vworkbench.agent.inventory.BlockDevices;
import org.p2vworkbench.agent.inventory.DeviceNumber;
import org.p2vworkbench.converter.failure.RefusedException;

/** The rules by which something may become a boot medium: those of any target, and that it can be pulled out. */
public final class StickCheck {

    private final BlockDevices devices;
    private final Path sysfs;

    /** @param sysfs of this host: "/sys" */
    public StickCheck(BlockDevices devices, Path sysfs) {
        this.devices = devices;
        this.sysfs = sysfs;
    }

    /** @param bytes that it has to hold */
    public Stick admit(Path path, long bytes) throws IOException {
        if (Files.isRegularFile(path)) {
            return new Stick(
                    path,
                    "a plain file that stands for a stick",
                    path.toString(),
                    path.toRealPath().toString(),
                    "%d bytes".formatted(Files.size(path)),
                    Files.size(path));
        }
        TargetDevice device = new TargetCheck(devices).admit(path, bytes, List.of());
        BlockDevice found = DeviceNumber.ofNode(path)
                .flatMap(devices::numbered)
                .orElseThrow(() -> new RefusedException(path.toString(), "is gone", "Plug it in again."));
        if (found.disk().isPresent()) {
            throw new RefusedException(
                    path.toString(),
                    "is a part of %s, and nothing starts from a part"
                            .formatted(found.disk().get()),
                    "Name the whole stick.");
        }
        if (!canBePulledOut(found)) {
            throw new RefusedException(
                    path.toString(),
                    "is a disk inside this host (%s), no stick".formatted(device.description()),
                    "Name a USB stick: 'lsblk -o PATH,TRAN,MODEL,SERIAL' shows 'usb' for those.");
        }
        return new Stick(
                path,
                device.description(),
                confirmation(device),
                device.identity(),
                device.holds(),
                device.sizeBytes());
    }

    /** By where its path in sysfs leads: a USB disk does not say that it is removable, a card reader inside does. */
    private boolean canBePulledOut(BlockDevice device) throws IOException {
        Path link = sysfs.resolve("block").resolve(device.name());
        boolean usb = Files.exists(link) && link.toRealPath().toString().contains("/usb");
        return usb || device.removable() || isMemoryCard(link);
    }

    /** The same bus has chips that are soldered in: those call themselves MMC. */
    private static boolean isMemoryCard(Path block) throws IOException {
        Path type = block.resolve("device/type");
        return Files.exists(type) && Files.readString(type).strip().equals("SD");
    }

    private static String confirmation(TargetDevice device) {
        String both = Stream.of(device.model(), device.serial())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return Optional.of(both)
                .filter(text -> !text.isEmpty())
                .orElse(device.path().toString());
    }
}
