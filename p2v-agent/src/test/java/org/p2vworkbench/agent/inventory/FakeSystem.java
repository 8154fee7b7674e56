package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A root folder with as much of /sys, /proc and /dev as a test writes into it. */
final class FakeSystem {

    private final Path root;

    FakeSystem(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("sys/block"));
        Files.createDirectories(root.resolve("dev/mapper"));
    }

    BlockDevices devices() throws IOException {
        return BlockDevices.under(root);
    }

    /** A device below /sys/block, or a partition when {@code where} is "sda/sda1"; pairs of attribute and text. */
    FakeSystem device(String where, String number, long sectors, String... attributes) throws IOException {
        String folder = "sys/block/" + where + "/";
        file(folder + "dev", number + "\n");
        file(folder + "size", sectors + "\n");
        for (int i = 0; i < attributes.length; i += 2) {
            file(folder + attributes[i], attributes[i + 1]);
        }
        return file("dev/" + where.substring(where.indexOf('/') + 1).replace('!', '/'), "");
    }

    /** {@code upper} is made of {@code lower}, which is "sda" or "sda/sda1". */
    FakeSystem above(String lower, String upper) throws IOException {
        String lowerName = lower.substring(lower.indexOf('/') + 1);
        Files.createDirectories(root.resolve("sys/block/" + lower + "/holders/" + upper));
        Files.createDirectories(root.resolve("sys/block/" + upper + "/slaves/" + lowerName));
        return this;
    }

    FakeSystem link(String name, String target) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
        return this;
    }

    FakeSystem file(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
        return this;
    }
}
