package org.p2vworkbench.converter.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one machine: where everything about it lies. */
public record MachineFolder(Path path) {

    public String name() {
        return path.getFileName().toString();
    }

    public void create() throws IOException {
        Files.createDirectories(disks());
        Files.createDirectories(path.resolve("ledger"));
    }

    public Path machineJson() {
        return path.resolve("machine.json");
    }

    public Path planJson() {
        return path.resolve("plan.json");
    }

    /** What it was before it was moved: docs/schema/inventory-1.json. */
    public Path inventoryJson() {
        return path.resolve("inventory.json");
    }

    /** Its disks and sets as they are in the store, in the form of an inventory. */
    public Path layoutJson() {
        return path.resolve("layout.json");
    }

    /** How fast the copy went, over its time. */
    public Path ratesJson() {
        return path.resolve("rates.json");
    }

    /** What lies in the ranges that could not be read. */
    public Path lostFilesJson() {
        return path.resolve("ledger").resolve("lost-files.json");
    }

    public Path reportJson() {
        return path.resolve("report.json");
    }

    /** The same for people. */
    public Path reportHtml() {
        return path.resolve("report.html");
    }

    /** The report is written last: that it is there means that all else is. */
    public boolean isFinished() {
        return Files.exists(reportJson());
    }

    public Path domainXml() {
        return path.resolve("domain.xml");
    }

    public Path qemuScript() {
        return path.resolve("qemu.sh");
    }

    /** The same machine for Proxmox. */
    public Path proxmoxConf() {
        return path.resolve("proxmox.conf");
    }

    /** What the operator wants of the new machine. */
    public Path wishesJson() {
        return path.resolve("define.json");
    }

    /** What a machine's disks and changes were when somebody looked, to be proved later. */
    public Path evidenceJson() {
        return path.resolve("evidence.json");
    }

    public Path evidenceSignature() {
        return path.resolve("evidence.json.sig");
    }

    /** With which the signature can be checked. */
    public Path evidenceKey() {
        return path.resolve("evidence.pub");
    }

    public Path events() {
        return path.resolve("events.jsonl");
    }

    public Path disks() {
        return path.resolve("disks");
    }

    /** Pictures and serial logs of boots. */
    public Path proof() {
        return path.resolve("proof");
    }

    public Path ledger(String disk) {
        return path.resolve("ledger").resolve(disk + ".ledger");
    }

    /** Of the pristine copy, where that was kept beside an image made of it and its layer. */
    public Path ledgerOfBase(String disk) {
        return path.resolve("ledger").resolve(disk + ".base.ledger");
    }

    /** Of an image that is being made of a copy and its layer. */
    public Path ledgerOfFlat(String disk) {
        return path.resolve("ledger").resolve(disk + ".flat.ledger");
    }

    /** What the last pass after the first has found changed. */
    public Path changedRanges(String disk) {
        return path.resolve("ledger").resolve(disk + ".changed");
    }

    public Path badRanges(String disk) {
        return path.resolve("ledger").resolve(disk + ".badranges");
    }
}
