package org.p2vworkbench.reports.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InventoryJsonTest {

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Inventory inventory = SampleInventory.ofGoodServer("web01").inventory();

        Inventory again = InventoryJson.read(InventoryJson.write(inventory));

        assertThat(again).isEqualTo(inventory);
        assertThat(InventoryJson.write(again)).isEqualTo(InventoryJson.write(inventory));
    }

    @Test
    void unknownFieldsAndMissingOnesSpoilNothing() throws IOException {
        Inventory read = InventoryJson.read("{\"schema\": 7, \"machine\": \"x\", \"tomorrow\": {\"a\": [1]}}");

        assertThat(read.machine()).isEqualTo("x");
        assertThat(read.hardware().platform().vendor().isKnown()).isFalse();
        assertThat(read.hardware().platform().vendor().unknown()).contains("not collected");
        assertThat(read.guest()).isEmpty();
    }

    @Test
    void nonsenseMakesOneFactUnknown() {
        Inventory read = SampleInventory.ofGoodServer("web01")
                .fact("hardware.memory.totalBytes", "-5")
                .fact("hardware.processor.threads", "'many'")
                .put("hardware.platform.model", "42")
                .inventory();

        assertThat(read.hardware().memory().totalBytes().unknown()).contains("nonsense in the file: -5");
        assertThat(read.hardware().processor().threads().unknown()).contains("nonsense in the file: \"many\"");
        assertThat(read.hardware().platform().model().unknown()).contains("not a fact in the file: 42");
        assertThat(read.hardware().platform().vendor().value()).contains("Dell Inc.");
    }

    @Test
    void whatIsNoInventorySaysSo() {
        for (String text : new String[] {"", "null", "[]", "{}", "{\"schema\": 0}", "{\"schema\"", "<html>"}) {
            assertThatThrownBy(() -> InventoryJson.read(text))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no inventory of a machine");
        }
    }

    @Test
    void damagedInventoriesNeverDoMoreThanNotBeRead() {
        String good = SampleInventory.ofGoodServer("web01").json();
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int i = 0; i < 1500; i++) {
            StringBuilder bad = new StringBuilder(good);
            for (int flips = random.nextInt(4) + 1; flips > 0; flips--) {
                bad.setCharAt(random.nextInt(bad.length()), "{}[]:,\"0-9e.\\u\u0000".charAt(random.nextInt(15)));
            }
            InventoryFuzz.fuzzerTestOneInput(bad.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void redactionIsConsistentAndLeavesNothing() throws IOException {
        Inventory inventory = SampleInventory.ofGoodServer("web01")
                .fact("hardware.platform.serial", "'7XYZ12J'")
                .fact("guest.gateways", "['192.0.2.1']")
                .fact("guest.fstab", "[{'device':'192.0.2.1:/x','place':'/mnt/web01','type':'nfs','options':''}]")
                .inventory();
        Redaction redaction = new Redaction(new byte[] {1, 2, 3});

        Inventory redacted = redaction.of(inventory);
        String text = InventoryJson.write(redacted);

        assertThat(text).doesNotContain("web01", "7XYZ12J", "192.0.2.1", "52:54:00:11:22:33");
        assertThat(redacted.machine())
                .isEqualTo(redacted.guest().orElseThrow().hostName().orElse(""));
        String gateway =
                redacted.guest().orElseThrow().gateways().value().orElseThrow().get(0);
        assertThat(redacted.guest()
                        .orElseThrow()
                        .fstab()
                        .value()
                        .orElseThrow()
                        .get(0)
                        .device())
                .isEqualTo(gateway + ":/x");
        assertThat(new Redaction(new byte[] {9}).of(inventory).machine()).isNotEqualTo(redacted.machine());
        assertThat(redacted.hardware().platform().model().value()).contains("PowerEdge R710");
    }
}
