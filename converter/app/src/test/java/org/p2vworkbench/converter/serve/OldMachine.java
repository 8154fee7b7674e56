package org.p2vworkbench.converter.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.ingest.TestAgent;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.MigrationOptions;
import org.p2vworkbench.converter.migrate.MigrationResult;
import org.p2vworkbench.converter.store.MachineState;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;

/** A store, an old machine with one disk, and what an operator asks of the converter between them. */
final class OldMachine {

    static final int MIB = 1 << 20;
    static final int DISK_MIB = 64;

    private final Path folder;
    private final Path store;
    private final Path disk;

    /** With a disk full of random bytes. */
    OldMachine(Path folder) throws IOException {
        this.folder = folder;
        store = folder.resolve("store");
        disk = folder.resolve("old.img");
        byte[] mebibyte = new byte[MIB];
        Random random = new Random(9);
        try (FileChannel out = FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < DISK_MIB; i++) {
                random.nextBytes(mebibyte);
                out.write(ByteBuffer.wrap(mebibyte), (long) i * MIB);
            }
        }
    }

    Path store() {
        return store;
    }

    Path disk() {
        return disk;
    }

    void change(long offset, byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    Converter converter(boolean auto) throws IOException {
        return converter(0, auto);
    }

    Converter converter(int port, boolean auto) throws IOException {
        return new Converter(store, new Converter.Terms("127.0.0.1", port, auto, Limits.NONE, "p2v test"));
    }

    TestAgent agent(Converter converter, String machine) throws IOException {
        return Rehearsal.agent(folder.resolve(machine), store, converter, machine, List.of(disk));
    }

    /** To images of this format, without repairs. */
    static MigrationOptions options(ConvertOptions.Format format, long limit, boolean delta) {
        return new MigrationOptions(
                format,
                Qcow2Compression.NONE,
                false,
                false,
                true,
                false,
                false,
                false,
                Limits.of(limit),
                delta,
                false,
                Optional.empty());
    }

    ApiClient.Answer asked(String machine, MigrationOptions options) throws IOException {
        return client().ask(ApiRequest.migrate(machine, options), new Silent());
    }

    MigrationResult migrated(String machine, MigrationOptions options) throws IOException {
        ApiClient.Answer answer = asked(machine, options);
        assertThat(answer.failure()).isEmpty();
        return JsonText.parse(answer.result().orElseThrow(), MigrationResult.class);
    }

    ApiClient client() {
        return new ApiClient(store);
    }

    <T> T ask(String command, String machine, Class<T> type) throws IOException {
        ApiClient.Answer answer = client().ask(ApiRequest.of(command, machine), new Silent());
        assertThat(answer.failure()).isEmpty();
        return JsonText.parse(answer.result().orElseThrow(), type);
    }

    MachineState awaitConnected(String machine) throws Exception {
        return await(machine, "");
    }

    MachineState await(String machine, String stage) throws Exception {
        for (int i = 0; i < 1000; i++) {
            for (MachineState state : ask("machines", "", MachineState[].class)) {
                if (state.machine().equals(machine)
                        && (stage.isEmpty() ? state.connected() : state.stage().equals(stage))) {
                    return state;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("%s never came to '%s'".formatted(machine, stage));
    }
}
