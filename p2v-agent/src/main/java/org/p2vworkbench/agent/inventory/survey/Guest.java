package org.p2vworkbench.agent.inventory.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The system that is installed.
 *
 * @param family "linux", "windows"
 * @param id "debian", "rhel", "windows"
 * @param version "12", "6.3.9600"
 * @param clockInUtc whether it keeps the battery clock in UTC
 * @param bootLoaders those whose files are there: "grub2", "grub-legacy", "lilo"
 */
public record Guest(
        Fact<String> family,
        Fact<String> id,
        Fact<String> name,
        Fact<String> version,
        Fact<String> kernel,
        Fact<Long> bits,
        Fact<String> hostName,
        Fact<String> domain,
        Fact<String> timeZone,
        Fact<Boolean> clockInUtc,
        Fact<List<String>> bootLoaders,
        Fact<Boolean> initramfsHasVirtio,
        Fact<List<MountEntry>> fstab,
        Fact<List<Filesystem>> filesystems,
        Fact<List<AddressSetting>> addresses,
        Fact<List<String>> nameServers,
        Fact<List<String>> gateways,
        Fact<List<String>> encrypted,
        Fact<Boolean> namesBoundToCards,
        Fact<List<String>> iscsiTargets,
        Fact<Long> packages) {

    /** A line of /etc/fstab. */
    public record MountEntry(String device, String place, String type, String options) {}

    /** A filesystem in use; sizes are missing where asking could hang. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Filesystem(
            String device,
            String place,
            String type,
            boolean readOnly,
            Optional<Long> sizeBytes,
            Optional<Long> usedBytes,
            Optional<Long> availableBytes) {}

    /** How an interface comes by its address: "static" or "dhcp". */
    public record AddressSetting(String name, String way, String address, String file) {}
}
