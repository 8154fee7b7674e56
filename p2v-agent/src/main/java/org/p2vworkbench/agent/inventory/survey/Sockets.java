package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sockets of TCP and UDP, with the programs that hold them where this user may see that (proc_net_tcp.rst, proc(5)). */
final class Sockets {

    private static final String ESTABLISHED = "01";
    private static final String LISTENING = "0A";
    private static final int INODE_AT = 9;
    private static final int MOST = 2000;

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> programs;

    private record Row(String protocol, String local, String peer, String state, String inode) {}

    Sockets(Path root) {
        programs = programs(root);
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : new TextFile(root.resolve("proc/net").resolve(table)).lines()) {
                String[] words = line.strip().split("\\s+");
                if (words.length > INODE_AT && words[0].endsWith(":") && rows.size() < MOST) {
                    rows.add(new Row(
                            table.replace("6", ""), written(words[1]), written(words[2]), words[3], words[INODE_AT]));
                }
            }
        }
    }

    /** Of TCP those that wait for a call; of UDP all without a peer. */
    List<Live.Socket> listening() {
        return rows.stream()
                .filter(row -> row.protocol().equals("tcp") ? row.state().equals(LISTENING) : !isConnected(row))
                .map(row -> socket(row, ""))
                .distinct()
                .toList();
    }

    /** With another machine. */
    List<Live.Socket> connections() {
        return rows.stream()
                .filter(row -> row.state().equals(ESTABLISHED) && isConnected(row))
                .filter(row -> !row.peer().startsWith("127.") && !row.peer().startsWith("0:0:0:0:0:0:0:1:"))
                .map(row -> socket(row, row.peer()))
                .distinct()
                .toList();
    }

    private static boolean isConnected(Row row) {
        return !row.peer().endsWith(":0");
    }

    private Live.Socket socket(Row row, String peer) {
        return new Live.Socket(row.protocol(), row.local(), peer, programs.getOrDefault(row.inode(), ""));
    }

    /** "0100007F:0016". */
    private static String written(String hex) {
        int colon = hex.indexOf(':');
        String port = hex.substring(colon + 1);
        return colon < 0 || !port.matches("[0-9A-Fa-f]{4}")
                ? hex
                : HexAddress.of(hex.substring(0, colon)) + ":" + Integer.parseInt(port, 16);
    }

    private static Map<String, String> programs(Path root) {
        Map<String, String> found = new HashMap<>();
        for (String process : TextFile.names(root.resolve("proc"))) {
            if (process.matches("[0-9]+")) {
                Path folder = root.resolve("proc").resolve(process);
                String name = new TextFile(folder.resolve("comm")).text().strip();
                inodes(folder.resolve("fd")).forEach(inode -> found.putIfAbsent(inode, name));
            }
        }
        return found;
    }

    private static List<String> inodes(Path descriptors) {
        List<String> inodes = new ArrayList<>();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path one : open) {
                String target = Files.readSymbolicLink(one).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        } catch (IOException | DirectoryIteratorException notOurs) {
            return inodes;
        }
        return inodes;
    }
}
