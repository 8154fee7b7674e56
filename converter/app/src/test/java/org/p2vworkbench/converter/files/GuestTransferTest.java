package org.p2vworkbench.converter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.UsageException;

@Timeout(30)
class GuestTransferTest {

    private static final byte[] BINARY = new byte[300_000];

    static {
        for (int i = 200_000; i < BINARY.length - 70_000; i++) {
            BINARY[i] = (byte) (i * 7);
        }
    }

    @TempDir
    private Path folder;

    private final FakeGuest guest = new FakeGuest().linux("/dev/sda1");
    private final GuestTransfer transfer = new GuestTransfer("box.vmdk", guest);

    @BeforeEach
    void fill() {
        guest.file("/dev/sda1:/etc/shadow.db", BINARY);
    }

    @Test
    void fileIsPrintedByteForByte() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        transfer.print(find("/etc/shadow.db"), out);

        assertThat(out.toByteArray()).isEqualTo(BINARY);
    }

    @Test
    void printingEndsWithItsReader() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("nobody reads");
            }
        };

        assertThatThrownBy(() -> transfer.print(find("/etc/shadow.db"), closed)).hasMessage("nobody reads");
    }

    @Test
    void guestThatFailsBeforeItOpensThePipeIsTheReason() {
        assertThatThrownBy(() -> NamedPipe.between(
                        pipe -> {
                            throw new IOException("gone");
                        },
                        in -> assertThat(in.read()).isEqualTo(-1)))
                .hasMessage("gone");
    }

    @Test
    void fileComesWithItsTimeAndNoMoreRightsThanItsOwnerHas() throws IOException {
        GuestTransfer.Brought brought = transfer.bring(find("/etc/shadow.db"), folder, false);

        Path file = folder.resolve("shadow.db");
        assertThat(brought.to()).isEqualTo(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(BINARY);
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(FakeGuest.MODIFIED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void nothingIsReplacedUnlessAskedFor() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine"), "mine");

        assertThatThrownBy(() -> transfer.bring(find("/etc/shadow.db"), mine, false))
                .isInstanceOfSatisfying(RefusedException.class, refusal -> assertThat(refusal.next())
                        .contains("--force"));
        assertThat(mine).hasContent("mine");

        transfer.bring(find("/etc/shadow.db"), mine, true);
        assertThat(Files.readAllBytes(mine)).isEqualTo(BINARY);
    }

    @Test
    void folderCannotBePrintedAndDestinationMustHaveAPlace() {
        assertThatThrownBy(() -> transfer.print(find("/etc"), new ByteArrayOutputStream()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> transfer.bring(find("/etc"), folder.resolve("a/b"), false))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void folderComesWithAllThatIsHarmlessInIt() throws IOException {
        guest.tar = new Archive()
                .folder("./")
                .folder("./sub/")
                .file("./sub/a.txt", "hello")
                .symlink("./sub/up", "../sub/a.txt")
                .hardlink("./b.txt", "./sub/a.txt")
                .bytes();

        GuestTransfer.Brought brought = transfer.bring(find("/etc"), folder, false);

        Path etc = folder.resolve("etc");
        assertThat(etc.resolve("sub/a.txt")).hasContent("hello");
        assertThat(etc.resolve("b.txt")).hasContent("hello");
        assertThat(Files.readSymbolicLink(etc.resolve("sub/up"))).hasToString("../sub/a.txt");
        assertThat(Files.getLastModifiedTime(etc.resolve("sub")).toInstant()).isEqualTo(FakeGuest.MODIFIED);
        assertThat(brought.files()).isEqualTo(2);
        assertThat(brought.left()).isEmpty();
    }

    @Test
    void hostileNamesStayInsideTheFolder() throws IOException {
        guest.tar = new Archive()
                .folder("./")
                .file("../escape", "1")
                .file("./sub/../../escape", "2")
                .file("/escape", "3")
                .symlink("./door", "/tmp")
                .symlink("./gate", "../..")
                .symlink("./sub/gate", "../../x")
                .file("./door/x", "4")
                .hardlink("./passwd", "/etc/passwd")
                .special("./null", TarConstants.LF_CHR)
                .special("./pipe", TarConstants.LF_FIFO)
                .file("./two\nlines\u001b[2J", "5")
                .file("./..\\..\\escape", "6")
                .file("./caf\u00e9", "7")
                .file("./100%", "8")
                .file("./a%0A", "9")
                .bytes();

        GuestTransfer.Brought brought = transfer.bring(find("/etc"), folder.resolve("out"), false);

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .map(path -> folder.relativize(path).toString()))
                    .containsExactlyInAnyOrder(
                            "out/escape",
                            "out/door/x",
                            "out/two%0Alines%1B[2J",
                            "out/..%5C..%5Cescape",
                            "out/caf%E9",
                            "out/100%",
                            "out/a%250A");
        }
        assertThat(folder.resolve("out/escape")).hasContent("3");
        assertThat(brought.left()).hasSize(8);
    }

    @Test
    void linksThatWereInTheFolderAreNotFollowed() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(out.resolve("etc"), outside);
        guest.tar = new Archive().folder("./").file("./etc/x", "1").bytes();

        assertThatThrownBy(() -> new TarUnpacker(new HostFolder(out, true)).unpack(new ByteArrayInputStream(guest.tar)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is no folder");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void cutArchiveIsNoSuccess() throws IOException {
        byte[] whole =
                new Archive().folder("./").file("./a", "hello".repeat(1000)).bytes();
        guest.tar = Arrays.copyOf(whole, 2000);

        assertThatThrownBy(() -> transfer.bring(find("/etc"), folder, false)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("etc/a")).doesNotExist();
    }

    private GuestPlaces.Place find(String path) throws IOException {
        return new GuestPlaces("box.vmdk", guest, said -> {}).find(path);
    }

    /** A tar archive, sound or hostile; names are bytes, one a character. */
    private static final class Archive {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar =
                new TarArchiveOutputStream(bytes, StandardCharsets.ISO_8859_1.name());

        Archive folder(String name) throws IOException {
            return add(new TarArchiveEntry(name, TarConstants.LF_DIR, true), "");
        }

        Archive file(String name, String text) throws IOException {
            return add(new TarArchiveEntry(name, TarConstants.LF_NORMAL, true), text);
        }

        Archive symlink(String name, String target) throws IOException {
            return link(name, target, TarConstants.LF_SYMLINK);
        }

        Archive hardlink(String name, String target) throws IOException {
            return link(name, target, TarConstants.LF_LINK);
        }

        Archive special(String name, byte type) throws IOException {
            return add(new TarArchiveEntry(name, type, true), "");
        }

        private Archive link(String name, String target, byte type) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            entry.setLinkName(target);
            return add(entry, "");
        }

        private Archive add(TarArchiveEntry entry, String text) throws IOException {
            entry.setSize(text.length());
            entry.setMode(04777);
            entry.setModTime(FakeGuest.MODIFIED.toEpochMilli());
            tar.putArchiveEntry(entry);
            tar.write(text.getBytes(StandardCharsets.US_ASCII));
            tar.closeArchiveEntry();
            return this;
        }

        byte[] bytes() throws IOException {
            tar.close();
            return bytes.toByteArray();
        }
    }
}
