package org.p2vworkbench.converter.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.enrol.EnrolmentBook;
import org.p2vworkbench.converter.ingest.AgentServer;
import org.p2vworkbench.converter.ingest.HostKey;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.ingest.TestAgent;

/** A converter, an agent with image files for disks, and one thing that an operator asks of them. */
final class Rehearsal {

    static final String MACHINE = "db02";

    private final Path folder;

    /** @param folder for the store and what the agent keeps */
    Rehearsal(Path folder) {
        this.folder = folder;
    }

    /** What happens to the agent meanwhile. */
    interface Fate {
        void of(TestAgent agent) throws Exception;
    }

    Path store() {
        return folder.resolve("store");
    }

    ApiClient.Answer asked(List<Path> disks, ApiRequest request) throws Exception {
        return asked(disks, request, agent -> {});
    }

    ApiClient.Answer asked(List<Path> disks, ApiRequest request, Fate fate) throws Exception {
        Converter.Terms terms = new Converter.Terms("127.0.0.1", 0, false, Limits.NONE, "p2v test");
        ExecutorService meanwhile = Executors.newSingleThreadExecutor();
        try (Converter converter = new Converter(store(), terms)) {
            TestAgent agent = agent(folder.resolve("agent"), store(), converter, MACHINE, disks);
            try {
                meanwhile.submit(() -> {
                    fate.of(agent);
                    return null;
                });
                return whenConnected(new ApiClient(store()), request);
            } finally {
                agent.stop();
            }
        } finally {
            meanwhile.shutdownNow();
        }
    }

    /** One that this converter lets in. */
    static TestAgent agent(Path home, Path store, Converter converter, String machine, List<Path> disks)
            throws IOException {
        AgentServer.Files files = AgentServer.Files.below(store.resolve(".p2v"));
        String code = new EnrolmentBook(files.codes(), new SecureRandom(), Clock.systemUTC())
                .issue(Duration.ofHours(1))
                .code();
        String key = HostKey.in(files.hostKey()).fingerprint();
        return TestAgent.start(home, converter.sshPort(), key, code, machine, disks);
    }

    private static ApiClient.Answer whenConnected(ApiClient client, ApiRequest request) throws Exception {
        while (true) {
            ApiClient.Answer answer = client.ask(request, new Silent());
            if (!answer.failure().contains("no agent of this name")) {
                return answer;
            }
            Thread.sleep(50);
        }
    }
}
