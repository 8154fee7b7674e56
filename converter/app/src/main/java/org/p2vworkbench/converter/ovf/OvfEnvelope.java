package org.p2vworkbench.converter.ovf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** What an OVF descriptor says: the files of the package, its disks, and the machines that use them. */
public record OvfEnvelope(List<OvfFile> files, List<OvfDisk> disks, List<OvfMachine> machines) {

    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_MACHINES = 1000;
    private static final String NEXT = "Correct the descriptor in a copy of the package, or convert its images alone.";

    public OvfEnvelope {
        files = List.copyOf(files);
        disks = List.copyOf(disks);
        machines = List.copyOf(machines);
    }

    /** Whether the beginning of {@code file} is that of an OVF descriptor. */
    public static boolean recognises(BlockSource file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(file.size(), 4096));
        file.read(0, start);
        String text = new String(start.array(), StandardCharsets.ISO_8859_1);
        return text.stripLeading().startsWith("<") && text.matches("(?s).*<([A-Za-z0-9]{1,20}:)?Envelope[\\s>].*")
                || text.startsWith("\u00ef\u00bb\u00bf<") && text.contains("Envelope");
    }

    public static OvfEnvelope read(BlockSource file) throws IOException {
        if (file.size() > MOST_BYTES) {
            throw damaged(file.name(), "is %d bytes long, at most %d are read".formatted(file.size(), MOST_BYTES));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        file.read(0, bytes);
        return parse(file.name(), bytes.array());
    }

    public static OvfEnvelope parse(String source, byte[] bytes) throws DiskFormatException {
        XmlNode root = XmlTree.parse(source, bytes);
        if (!root.name().equals("Envelope")) {
            throw damaged(source, "has the root element <%s>, an OVF descriptor has <Envelope>".formatted(root.name()));
        }
        List<OvfFile> files = files(source, root);
        List<OvfDisk> disks = disks(source, root);
        Optional<String> configuration = configuration(root);
        List<XmlNode> systems = new ArrayList<>();
        collect(root, systems);
        if (systems.isEmpty() || systems.size() > MOST_MACHINES) {
            throw damaged(source, "describes %d machines, expected 1 to %d".formatted(systems.size(), MOST_MACHINES));
        }
        Map<String, OvfDisk> byId = new HashMap<>();
        disks.forEach(disk -> byId.putIfAbsent(disk.id(), disk));
        Map<String, OvfFile> fileById = new HashMap<>();
        files.forEach(file -> fileById.putIfAbsent(file.id(), file));
        List<OvfMachine> machines = new ArrayList<>();
        for (XmlNode system : systems) {
            machines.add(new OvfSystem(source, system, configuration, byId, fileById).machine());
        }
        return new OvfEnvelope(files, disks, machines);
    }

    /** Collections may hold collections; the depth of the tree is bounded. */
    private static void collect(XmlNode within, List<XmlNode> systems) {
        for (XmlNode child : within.children()) {
            if (child.kind().equals("VirtualSystem")) {
                systems.add(child);
            } else if (child.kind().equals("VirtualSystemCollection")) {
                collect(child, systems);
            }
        }
    }

    private static List<OvfFile> files(String source, XmlNode root) throws DiskFormatException {
        List<OvfFile> files = new ArrayList<>();
        for (XmlNode file : root.first("References").map(XmlNode::children).orElse(List.of()).stream()
                .filter(child -> child.name().equals("File"))
                .toList()) {
            String href = file.attribute("href").orElseThrow(() -> damaged(source, "a <File> has no ovf:href"));
            String compression = file.attribute("compression").orElse("identity");
            if (!compression.equals("gzip") && !compression.equals("identity")) {
                throw damaged(source, "'%s' is compressed with '%s', only gzip is read".formatted(href, compression));
            }
            OptionalLong chunk = number(source, file, "chunkSize");
            if (chunk.isPresent() && chunk.getAsLong() == 0) {
                throw damaged(source, "'%s' is cut in chunks of 0 bytes".formatted(href));
            }
            files.add(new OvfFile(
                    file.attribute("id").orElse(href),
                    href,
                    number(source, file, "size"),
                    compression.equals("gzip"),
                    chunk));
        }
        return files;
    }

    private static List<OvfDisk> disks(String source, XmlNode root) throws DiskFormatException {
        List<OvfDisk> disks = new ArrayList<>();
        for (XmlNode section : root.all("DiskSection").toList()) {
            for (XmlNode disk : section.all("Disk").toList()) {
                String id = disk.attribute("diskId").orElseThrow(() -> damaged(source, "a <Disk> has no ovf:diskId"));
                disks.add(new OvfDisk(id, capacity(source, id, disk), disk.attribute("fileRef")));
            }
        }
        return disks;
    }

    private static long capacity(String source, String id, XmlNode disk) throws DiskFormatException {
        String quantity = disk.attribute("capacity").orElse("0");
        String unit = disk.attribute("capacityAllocationUnits").orElse("byte");
        OptionalLong unitBytes = OvfUnits.bytes(unit);
        OptionalLong bytes =
                unitBytes.isPresent() ? OvfUnits.product(quantity, unitBytes.getAsLong()) : OptionalLong.empty();
        return bytes.orElseThrow(() ->
                damaged(source, "disk '%s' has the capacity \"%s\" in \"%s\", no size".formatted(id, quantity, unit)));
    }

    private static OptionalLong number(String source, XmlNode node, String attribute) throws DiskFormatException {
        Optional<String> text = node.attribute(attribute);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong value = OvfUnits.product(text.get(), 1);
        if (value.isEmpty()) {
            throw damaged(source, "ovf:%s is \"%s\", expected a number of bytes".formatted(attribute, text.get()));
        }
        return value;
    }

    /** The deployment option chosen when nobody chooses: the default one, else the first (DSP0243 2.1.1, 9.8). */
    private static Optional<String> configuration(XmlNode root) {
        List<XmlNode> options = root.first("DeploymentOptionSection").stream()
                .flatMap(section -> section.all("Configuration"))
                .toList();
        return options.stream()
                .filter(option ->
                        option.attribute("default").filter("true"::equals).isPresent())
                .findFirst()
                .or(() -> options.stream().findFirst())
                .flatMap(option -> option.attribute("id"));
    }

    private static DiskFormatException damaged(String source, String what) {
        return new DiskFormatException(new DiskAddress(source, 0), what, NEXT);
    }
}
