package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Inventories for tests, as the JSON that an agent would send: an unremarkable server, and what a test changes in it. */
public final class SampleInventory {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final ObjectNode json;

    private SampleInventory(ObjectNode json) {
        this.json = json;
    }

    /** A Debian on one good disk, in whose way nothing stands. */
    public static SampleInventory ofGoodServer(String name) {
        return new SampleInventory((ObjectNode) parsed("{'schema':1,'program':'p2v 0.1.0','machine':'" + name
                        + "','takenAt':'2026-03-01T10:00:00Z','by':'live'}"))
                .fact("hardware.platform.vendor", "'Dell Inc.'")
                .fact("hardware.platform.model", "'PowerEdge R710'")
                .fact("hardware.platform.firmware", "'BIOS'")
                .fact("hardware.processor.threads", "8")
                .fact("hardware.memory.totalBytes", "17179869184")
                .put("hardware.disks", "[{'name':'sda','path':'/dev/sda','rotational':true}]")
                .fact("hardware.disks.0.sizeBytes", "500107862016")
                .fact("hardware.disks.0.transport", "'sas'")
                .fact("hardware.disks.0.table", "'dos'")
                .put(
                        "hardware.disks.0.partitions",
                        "[{'number':1,'name':'sda1','startBytes':1048576,'sizeBytes':500000000000,'type':'ext4'}]")
                .put(
                        "hardware.nics",
                        "[{'name':'eth0','mac':'52:54:00:11:22:33','driver':'bnx2','speedMegabits':1000,'linkUp':true,"
                                + "'mtu':1500}]")
                .fact("guest.family", "'linux'")
                .fact("guest.id", "'debian'")
                .fact("guest.name", "'Debian GNU/Linux 12'")
                .fact("guest.version", "'12'")
                .fact("guest.kernel", "'6.1.0-13-amd64'")
                .fact("guest.hostName", "'" + name + "'")
                .fact("guest.bootLoaders", "['grub2']")
                .fact(
                        "guest.filesystems",
                        "[{'device':'/dev/sda1','place':'/','type':'ext4','readOnly':false,'sizeBytes':490000000000,"
                                + "'usedBytes':120000000000,'availableBytes':370000000000}]")
                .fact("live.uptimeSeconds", "86400");
    }

    /** Sets a fact; {@code field} are names and places in lists with dots between, the value is JSON with single quotes. */
    public SampleInventory fact(String field, String value) {
        return put(
                field,
                "{'value':" + value + ",'source':'test','by':'live','at':'2026-03-01T10:00:00Z','confidence':1.0}");
    }

    public SampleInventory put(String field, String value) {
        String[] names = field.split("\\.");
        JsonNode node = json;
        for (int i = 0; i < names.length - 1; i++) {
            node = names[i].matches("[0-9]+")
                    ? node.get(Integer.parseInt(names[i]))
                    : ((ObjectNode) node).has(names[i]) ? node.get(names[i]) : ((ObjectNode) node).putObject(names[i]);
        }
        ((ObjectNode) node).set(names[names.length - 1], parsed(value));
        return this;
    }

    public String json() {
        return json.toString();
    }

    public Inventory inventory() {
        try {
            return InventoryJson.read(json());
        } catch (IOException mistake) {
            throw new AssertionError("a sample that is no inventory", mistake);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException mistake) {
            throw new AssertionError(text, mistake);
        }
    }
}
