package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The system that is installed. Not every collector fills everything: what only a look at the disks tells is unknown to one
 * that runs on the machine.
 *
 * @param encrypted what is encrypted and how: "sda2 BitLocker", "root LUKS", "root LUKS with TPM"
 * @param roles "domain controller", "cluster", "database", "time server"
 * @param licence "retail", "oem", "volume"
 * @param virtioDriversExist whether there are virtio drivers for this version
 * @param processorKernelMismatch a kernel for one processor, or a hardware layer, that the new machine does not suit
 * @param ghostCards whether network cards that are gone hold addresses
 * @param systems how many are installed
 * @param uefiFallback whether the firmware finds a loader without its own boot entries
 */
public record GuestFacts(
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
        Fact<Long> packages,
        Fact<List<String>> roles,
        Fact<List<String>> software,
        Fact<String> licence,
        Fact<Boolean> driverPolicyBlocks,
        Fact<Boolean> virtioDriversExist,
        Fact<Boolean> processorKernelMismatch,
        Fact<Boolean> ghostCards,
        Fact<Long> systems,
        Fact<Boolean> uefiFallback,
        Fact<Boolean> foreignSignedKernel,
        Fact<Long> backupAgeDays) {

    public GuestFacts {
        family = Missing.fact(family);
        id = Missing.fact(id);
        name = Missing.fact(name);
        version = Missing.fact(version);
        kernel = Missing.fact(kernel);
        bits = Missing.fact(bits);
        hostName = Missing.fact(hostName);
        domain = Missing.fact(domain);
        timeZone = Missing.fact(timeZone);
        clockInUtc = Missing.fact(clockInUtc);
        bootLoaders = Missing.fact(bootLoaders);
        initramfsHasVirtio = Missing.fact(initramfsHasVirtio);
        fstab = Missing.fact(fstab);
        filesystems = Missing.fact(filesystems);
        addresses = Missing.fact(addresses);
        nameServers = Missing.fact(nameServers);
        gateways = Missing.fact(gateways);
        encrypted = Missing.fact(encrypted);
        namesBoundToCards = Missing.fact(namesBoundToCards);
        iscsiTargets = Missing.fact(iscsiTargets);
        packages = Missing.fact(packages);
        roles = Missing.fact(roles);
        software = Missing.fact(software);
        licence = Missing.fact(licence);
        driverPolicyBlocks = Missing.fact(driverPolicyBlocks);
        virtioDriversExist = Missing.fact(virtioDriversExist);
        processorKernelMismatch = Missing.fact(processorKernelMismatch);
        ghostCards = Missing.fact(ghostCards);
        systems = Missing.fact(systems);
        uefiFallback = Missing.fact(uefiFallback);
        foreignSignedKernel = Missing.fact(foreignSignedKernel);
        backupAgeDays = Missing.fact(backupAgeDays);
    }

    /** This, and of what it does not know what the other one does. */
    public GuestFacts orElse(GuestFacts other) {
        return new GuestFacts(
                either(family, other.family),
                either(id, other.id),
                either(name, other.name),
                either(version, other.version),
                either(kernel, other.kernel),
                either(bits, other.bits),
                either(hostName, other.hostName),
                either(domain, other.domain),
                either(timeZone, other.timeZone),
                either(clockInUtc, other.clockInUtc),
                either(bootLoaders, other.bootLoaders),
                either(initramfsHasVirtio, other.initramfsHasVirtio),
                either(fstab, other.fstab),
                either(filesystems, other.filesystems),
                either(addresses, other.addresses),
                either(nameServers, other.nameServers),
                either(gateways, other.gateways),
                either(encrypted, other.encrypted),
                either(namesBoundToCards, other.namesBoundToCards),
                either(iscsiTargets, other.iscsiTargets),
                either(packages, other.packages),
                either(roles, other.roles),
                either(software, other.software),
                either(licence, other.licence),
                either(driverPolicyBlocks, other.driverPolicyBlocks),
                either(virtioDriversExist, other.virtioDriversExist),
                either(processorKernelMismatch, other.processorKernelMismatch),
                either(ghostCards, other.ghostCards),
                either(systems, other.systems),
                either(uefiFallback, other.uefiFallback),
                either(foreignSignedKernel, other.foreignSignedKernel),
                either(backupAgeDays, other.backupAgeDays));
    }

    private static <T> Fact<T> either(Fact<T> one, Fact<T> other) {
        return one.isKnown() || !other.isKnown() ? one : other;
    }

    /** A line of /etc/fstab. */
    public record MountEntry(String device, String place, String type, String options) {

        public MountEntry {
            device = Missing.text(device);
            place = Missing.text(place);
            type = Missing.text(type);
            options = Missing.text(options);
        }
    }

    /** A filesystem in use; sizes are missing where asking could hang. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Filesystem(
            String device,
            String place,
            String type,
            boolean readOnly,
            Optional<Long> sizeBytes,
            Optional<Long> usedBytes,
            Optional<Long> availableBytes) {

        public Filesystem {
            device = Missing.text(device);
            place = Missing.text(place);
            type = Missing.text(type);
            sizeBytes = Missing.amount(sizeBytes);
            usedBytes = Missing.amount(usedBytes);
            availableBytes = Missing.amount(availableBytes);
        }
    }

    /** How an interface comes by its address: "static" or "dhcp". */
    public record AddressSetting(String name, String way, String address, String file) {

        public AddressSetting {
            name = Missing.text(name);
            way = Missing.text(way);
            address = Missing.text(address);
            file = Missing.text(file);
        }
    }
}
