package org.p2vworkbench.converter.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.DiskFormatException;

/** Who reads an image when root asks. */
final class LeastPrivilegeTest {

    private static final int NOBODY = 65534;
    private static final int SOMEBODY = 12345;

    @TempDir
    private Path folder;

    private Path image;

    @BeforeEach
    void needsRoot() throws IOException {
        image = Files.createFile(folder.resolve("image"));
        assumeTrue(Files.getAttribute(image, "unix:uid").equals(0), "SKIPPED: only root can become somebody else");
        assumeTrue(LeastPrivilege.SETPRIV.location().isPresent(), "SKIPPED: setpriv is not installed");
    }

    @Test
    void nobodyReadsWhatEverybodyMayRead() throws IOException {
        permit("rwxr-xr-x", "rw-r--r--");

        assertThat(LeastPrivilege.toRead(image).uid()).isEqualTo(NOBODY);
    }

    @Test
    void ownerReadsWhatIsHisAlone() throws IOException {
        permit("rwxr-xr-x", "rw-------");
        Files.setAttribute(image, "unix:uid", SOMEBODY);

        assertThat(LeastPrivilege.toRead(image).uid()).isEqualTo(SOMEBODY);
    }

    @Test
    void rootReadsItsOwnWithoutCapabilities() throws IOException {
        permit("rwx------", "rw-------");

        LeastPrivilege privilege = LeastPrivilege.toRead(image);

        assertThat(privilege.uid()).isZero();
        assertThat(privilege.arguments()).contains("--bounding-set=-all", "--no-new-privs");
    }

    @Test
    void whatOnlyCapabilitiesOpenIsRefused() throws IOException {
        permit("rwx------", "rw-------");
        Files.setAttribute(image, "unix:uid", SOMEBODY);

        assertThatThrownBy(() -> LeastPrivilege.toRead(image))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("neither by nobody nor by its owner");
    }

    private void permit(String ofFolder, String ofImage) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(ofFolder));
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString(ofImage));
    }
}
