package org.p2vworkbench.fixups.windows.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Undo;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.registry.RegistryEdit;
import org.p2vworkbench.fixups.windows.FakeHives;

class HiveDraftTest {

    private static final String SERVICE = "ControlSet001\\Services\\intelide";

    @TempDir
    private Path folder;

    private Draft draft;
    private HiveDraft hive;

    @BeforeEach
    void openHive() throws IOException {
        draft = new Draft(new FolderGuest(folder));
        hive = new HiveDraft("SYSTEM", "/Windows/System32/config/SYSTEM", FakeHives.system(FakeWindows.windows2003()));
    }

    @Test
    void plannedValueIsSeenByWhoComesNext() throws IOException {
        set(SERVICE, "Start", RegistryData.dword(0));

        assertThat(hive.number("controlset001\\services\\INTELIDE", "start")).hasValue(0);
        assertThat(hive.original()
                        .key(SERVICE)
                        .orElseThrow()
                        .value("Start")
                        .orElseThrow()
                        .number())
                .hasValue(4);
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.target()).isEqualTo("HKLM\\SYSTEM\\ControlSet001\\Services\\intelide\\Start");
            assertThat(change.kind()).isEqualTo(Change.Kind.REGISTRY);
            assertThat(change.before()).isEqualTo("0x4");
            assertThat(change.after()).isEqualTo("0x0");
            assertThat(change.undoText()).isEqualTo("set it to 0x4");
        });
    }

    @Test
    void valueThatIsThereAlreadyIsNoChange() throws IOException {
        set(SERVICE, "START", RegistryData.dword(4));

        assertThat(changes()).isEmpty();
        assertThat(hive.edits()).isEmpty();
    }

    @Test
    void newKeyIsThereWithThoseAboveIt() throws IOException {
        set("ControlSet001\\Control\\New\\pci#cc_0101", "Service", RegistryData.text("pciide"));
        set("ControlSet001\\Control\\New\\pci#cc_0101", "ClassGUID", RegistryData.text("{}"));

        assertThat(hive.hasKey("ControlSet001\\Control\\New")).isTrue();
        assertThat(hive.children("ControlSet001\\control\\new")).containsExactly("pci#cc_0101");
        assertThat(hive.string("ControlSet001\\Control\\NEW\\PCI#CC_0101", "service"))
                .contains("pciide");
        assertThat(changes().get(0).undo(null, null))
                .isEqualTo(new Undo.RemoveKey(hive.file(), "ControlSet001\\Control\\New"));
        assertThat(hive.undo()).containsExactly(new RegistryEdit.DeleteKey("SYSTEM", "ControlSet001\\Control\\New"));
    }

    @Test
    void undoGivesWhatWasThereAndNamesWhatWasNot() throws IOException {
        set(SERVICE, "Start", RegistryData.dword(3));
        set(SERVICE, "Start", RegistryData.dword(0));
        set(SERVICE, "Tag", RegistryData.dword(4));

        assertThat(hive.edits())
                .containsExactly(
                        new RegistryEdit.SetValue("SYSTEM", SERVICE, "Start", RegistryData.dword(0)),
                        new RegistryEdit.SetValue("SYSTEM", SERVICE, "Tag", RegistryData.dword(4)));
        assertThat(hive.undo())
                .containsExactly(
                        new RegistryEdit.SetValue("SYSTEM", SERVICE, "Start", RegistryData.dword(4)),
                        new RegistryEdit.DeleteValue("SYSTEM", SERVICE, "Tag"));
    }

    private void set(String key, String name, RegistryData data) throws IOException {
        hive.set(draft.edits("test"), key, name, data, "because");
    }

    private List<Change> changes() {
        return draft.plan().changes();
    }
}
