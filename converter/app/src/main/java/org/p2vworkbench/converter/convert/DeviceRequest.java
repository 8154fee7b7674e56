package org.p2vworkbench.converter.convert;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.source.SourceDisk;

/**
 * The operator's word that a disk goes to a block device and not to a file.
 *
 * @param disk its name in the machine; empty when the machine has but one
 */
public record DeviceRequest(Optional<String> disk, Path device) {

    /** "sda=/dev/vg/web01" or "/dev/vg/web01"; a path may hold '=' itself. */
    public static DeviceRequest parse(String text) {
        int equals = text.startsWith("/") ? -1 : text.indexOf('=');
        Optional<String> disk = equals < 0 ? Optional.empty() : Optional.of(text.substring(0, equals));
        return new DeviceRequest(
                disk, Path.of(text.substring(equals + 1)).toAbsolutePath().normalize());
    }

    /** Which disk of a machine goes where. */
    static Map<String, Path> byDisk(List<DeviceRequest> requests, List<SourceDisk> disks) throws UsageException {
        List<String> names = disks.stream().map(SourceDisk::name).toList();
        Map<String, Path> targets = new HashMap<>();
        for (DeviceRequest request : requests) {
            String disk = request.disk().orElse(names.get(0));
            if (request.disk().isEmpty() && names.size() > 1) {
                throw new UsageException(
                        "--to-device " + request.device(),
                        "the machine has %d disks".formatted(names.size()),
                        "Say which: --to-device DISK=%s; its disks are %s."
                                .formatted(request.device(), String.join(", ", names)));
            }
            if (!names.contains(disk)) {
                throw new UsageException(
                        "--to-device %s=%s".formatted(disk, request.device()),
                        "the machine has no disk of that name",
                        "Its disks are %s.".formatted(String.join(", ", names)));
            }
            if (targets.put(disk, request.device()) != null) {
                throw new UsageException("--to-device", "sends %s to two devices".formatted(disk), "Leave one out.");
            }
        }
        return targets;
    }
}
