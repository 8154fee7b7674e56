package org.p2vworkbench.fixups.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ApplianceTest {

    @Test
    void bindingFitsTheHostsLibrary() throws IOException {
        assertThat(Appliance.version()).matches("1\\.\\d+\\.\\d+");
    }

    /** Two starts: the second must profit from what the first found out, and be silent about it. */
    @Test
    @Tag("slow")
    void applianceStartsWithOrWithoutKvmAndSaysSoOnce() throws IOException {
        List<String> said = new ArrayList<>();

        Launch first = start(said);
        Launch second = start(said);

        assertThat(second.accelerator()).isEqualTo(first.accelerator());
        assertThat(first.took()).isPositive();
        assertThat(said).hasSize(first.accelerator() == Accelerator.TCG ? 1 : 0);
    }

    private static Launch start(List<String> said) throws IOException {
        try (Appliance appliance = Appliance.launch(said::add)) {
            return appliance.launched();
        }
    }
}
