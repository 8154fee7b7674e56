package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.inventory.NetworkCard;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.FirmwareGuess;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.converter.hardware.OldPlace;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.ingest.RemoteDisk;
import org.p2vworkbench.converter.source.MachineNames;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineRecord;

/** A connected machine as one to convert: its disks over SSH, and its hardware as its agent tells it. */
final class AgentMachine {

    private static final long LEAST_MEMORY_BYTES = 2L << 30;
    private static final long MEBIBYTE = 1L << 20;

    /** Less than any time zone is off, and more than a battery clock goes wrong. */
    private static final long LOCAL_TIME_SECONDS = 14 * 60;

    private final ConnectedMachine machine;
    private final KnownDisks known;
    private final List<DiskOffer> offers;
    private final List<RemoteDisk> disks;

    private AgentMachine(ConnectedMachine machine, KnownDisks known, List<DiskOffer> offers, List<RemoteDisk> disks) {
        this.machine = machine;
        this.known = known;
        this.offers = offers;
        this.disks = disks;
    }

    /** @param known which disks it had before; those are called as they were then, and come in that order */
    static AgentMachine of(ConnectedMachine machine, RemoteDisk.Patience patience, KnownDisks known)
            throws IOException {
        List<DiskOffer> offers = machine.disks().stream()
                .sorted(Comparator.comparingInt(offer -> known.place(known.known(offer, plainName(offer)))))
                .toList();
        if (offers.isEmpty()) {
            throw new RefusedException(
                    machine.name(),
                    "its agent offers no disk",
                    "Look at the agent's console; name disks with --disk, and run it as root.");
        }
        return new AgentMachine(
                machine,
                known,
                offers,
                offers.stream()
                        .map(offer -> new RemoteDisk(machine, offer, patience))
                        .toList());
    }

    List<DiskOffer> offers() {
        return offers;
    }

    MachineSource source() throws IOException {
        MachineInventory inventory = MachineInventory.parse(machine.inventory());
        MachineNames names = new MachineNames();
        List<SourceDisk> sources = new ArrayList<>();
        List<DiskDrive> drives = new ArrayList<>();
        Set<String> identities = new HashSet<>();
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            DiskOffer offer = offers.get(i);
            RemoteDisk disk = disks.get(i);
            String name = names.unique(known.known(offer, plainName(offer))
                    .map(MachineRecord.Disk::name)
                    .orElse(plainName(offer)));
            Optional<String> serial = Optional.of(offer.serial()).filter(text -> !text.isBlank());
            sources.add(new SourceDisk(name, DriveAddress.UNKNOWN, serial, () -> new RemoteImage(disk)));
            drives.add(new DiskDrive(DriveAddress.UNKNOWN, offer.path(), names(offer, inventory)));
            identities.add(identity(name, offer));
            if (offer.traits().contains(DiskOffer.Trait.IN_USE)) {
                notes.add(("%s is in use by the running system: the copy is of no one moment. Boot the old machine from"
                                + " the agent's medium for one that is.")
                        .formatted(name));
            }
        }
        return new MachineSource(
                machine.name(),
                "ssh:" + machine.name(),
                hardware(inventory, drives),
                sources,
                notes,
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                identities);
    }

    /** What the kernel calls it, and udev. An image file is called nothing. */
    private static List<String> names(DiskOffer offer, MachineInventory inventory) {
        if (offer.traits().contains(DiskOffer.Trait.FILE)) {
            return List.of();
        }
        Stream<String> byId = inventory.disks().stream()
                .filter(disk -> disk.name().equals(offer.name()))
                .flatMap(disk -> disk.byIdNames().stream())
                .map(name -> "disk/by-id/" + name);
        return Stream.concat(Stream.of(offer.name()), byId).toList();
    }

    private static String plainName(DiskOffer offer) {
        return offer.traits().contains(DiskOffer.Trait.FILE) ? MachineNames.stem(offer.path()) : offer.name();
    }

    /** What the agent says is any text; this is compared and looked up as a file, and may lead to none. */
    private String identity(String name, DiskOffer offer) {
        String text = "%s|%s|%d|%s|%s".formatted(machine.name(), name, offer.sizeBytes(), offer.serial(), offer.wwn());
        return "ssh:" + text.replaceAll("[^\\x20-\\x2e\\x30-\\x7e]", "?");
    }

    private MachineHardware hardware(MachineInventory inventory, List<DiskDrive> drives) throws IOException {
        return new MachineHardware(
                machine.name(),
                firmware(inventory),
                cpu(inventory.processor()),
                Math.max(inventory.memoryBytes(), LEAST_MEMORY_BYTES) / MEBIBYTE * MEBIBYTE,
                Optional.of(inventory.system()).filter(text -> !text.isBlank()),
                uuid(inventory.product().uuid()),
                drives,
                List.of(),
                List.of(),
                inventory.networkCards().stream().map(this::nic).toList(),
                clock(inventory.rtcOffsetSeconds().orElse(0L)),
                Optional.empty(),
                !inventory.tpm().isBlank());
    }

    /** From the boot medium the cards are seen by its own system, which may call them otherwise than the one on the disks. */
    private Nic nic(NetworkCard card) {
        boolean ofThatSystem = offers.stream()
                .filter(offer -> !offer.traits().contains(DiskOffer.Trait.REMOVABLE))
                .anyMatch(offer -> offer.traits().contains(DiskOffer.Trait.IN_USE));
        Optional<OldPlace> place = isRehearsal()
                ? Optional.empty()
                : Optional.of(new OldPlace(ofThatSystem ? card.name() : "", card.location()));
        return new Nic(MacAddress.parse(card.mac()), NicModel.UNKNOWN, Optional.empty(), true, place);
    }

    private boolean isRehearsal() {
        return offers.get(0).traits().contains(DiskOffer.Trait.FILE);
    }

    /** Of image files the inventory tells nothing: it is of the machine that the agent runs on. */
    private Firmware firmware(MachineInventory inventory) throws IOException {
        if (isRehearsal() || inventory.firmware().mode() == MachineInventory.Firmware.Mode.UNKNOWN) {
            return FirmwareGuess.of(disks.get(0));
        }
        if (inventory.firmware().mode() == MachineInventory.Firmware.Mode.BIOS) {
            return Firmware.BIOS;
        }
        return inventory.firmware().secureBoot() ? Firmware.UEFI_SECURE_BOOT : Firmware.UEFI;
    }

    private static CpuTopology cpu(MachineInventory.Processor processor) {
        int sockets = Math.max(1, processor.sockets());
        int cores = Math.max(1, processor.cores() / sockets);
        int threads = Math.max(1, processor.threads() / sockets / cores);
        try {
            return new CpuTopology(sockets, cores, threads);
        } catch (IllegalArgumentException beyondAnyMachine) {
            return CpuTopology.sockets(2);
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static GuestClock clock(long aheadSeconds) {
        return Math.abs(aheadSeconds) < LOCAL_TIME_SECONDS ? GuestClock.UTC : GuestClock.LOCAL_TIME;
    }
}
