package org.p2vworkbench.fixups.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Answers of debugfs 1.47.0 and of ntfscluster 2022.10.3, with what a hostile guest could put among them. */
class BlockOwnersTest {

    @Test
    void blocksOfFilesHaveInodesAndOthersHaveNone() {
        String icheck = "Block\tInode number\n4200\t<block not found>\n4201\t13\n4202\t13\n4203\t8\n";

        assertThat(ExtAnswers.inodes(icheck)).containsExactly(8L, 13L);
    }

    @Test
    void inodesHaveNamesOrSayWhatTheyAre() {
        String ncheck = "Inode\tPathname\n13\t//etc/file.txt\n99\t/not/asked/for\n13\t/a second name\n14\tno path\n";

        assertThat(ExtAnswers.names(ncheck, new TreeSet<>(List.of(2L, 7L, 8L, 13L, 14L))))
                .containsExactly(
                        "/",
                        "(inode 7, the filesystem's own)",
                        "(the filesystem's journal)",
                        "/etc/file.txt",
                        "(inode 14, which has no name)");
    }

    @Test
    void attributesOfNtfsAreFilesAndTheirStreams() {
        String ntfscluster = """
                Inode 0 /$MFT/$DATA
                Inode 0 /$MFT/$BITMAP
                Inode 5 /./$INDEX_ALLOCATION($I30)
                Inode 9 /$Secure/$DATA($SDS)
                Inode 64 /a/file.txt/$DATA
                * 5 inodes found
                """;

        assertThat(NtfsAnswers.names(ntfscluster)).containsExactly("/$MFT", "/", "/$Secure:$SDS", "/a/file.txt");
    }

    @Test
    void numbersBeyondAllMeasureAreNoInodes() {
        assertThat(ExtAnswers.inodes("4201\t99999999999999999999\n")).isEmpty();
    }
}
