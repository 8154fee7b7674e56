package org.p2vworkbench.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.p2vworkbench.agent.inventory.survey.Survey;

/** What this machine is, as JSON on standard output: what {@code p2v inventory --from} reads. For a machine without a network. */
public final class InventoryMain {

    private InventoryMain() {}

    public static void main(String[] arguments) throws IOException {
        byte[] json = Survey.ofThisMachine("p2v-agent", Duration.ZERO).json().getBytes(StandardCharsets.UTF_8);
        System.out.write(json, 0, json.length);
        System.out.flush();
    }
}
