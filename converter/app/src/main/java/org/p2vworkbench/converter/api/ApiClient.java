package org.p2vworkbench.converter.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.json.JsonText;

/** Asks the converter that runs on a store. */
public final class ApiClient {

    private final Path store;

    public ApiClient(Path store) {
        this.store = store;
    }

    /** What comes before the answer. */
    public interface Listener {
        void story(String line);

        /** @param json what the handler gave */
        void status(String json) throws IOException;
    }

    /** The answer: a result as JSON, or why there is none. */
    public record Answer(Optional<String> result, int exitCode, String failure, String next) {}

    /** Empty when no converter runs on this store. */
    public Optional<Answer> askIfThere(ApiRequest request, Listener listener) throws IOException {
        UnixDomainSocketAddress address = ApiSocket.of(store);
        if (!Files.exists(address.getPath())) {
            return Optional.empty();
        }
        try (SocketChannel channel = SocketChannel.open(address)) {
            return Optional.of(ask(channel, request, listener));
        } catch (ConnectException nobody) {
            return Optional.empty();
        } catch (SocketException refused) {
            if (String.valueOf(refused.getMessage()).contains("refused")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    public Answer ask(ApiRequest request, Listener listener) throws IOException {
        return askIfThere(request, listener)
                .orElseThrow(() -> new SourceUnreachableException(
                        store.toString(),
                        "no converter runs on this store",
                        "Start one with 'p2v serve --store %s'.".formatted(store)));
    }

    private Answer ask(SocketChannel channel, ApiRequest request, Listener listener) throws IOException {
        ByteBuffer question = ByteBuffer.wrap((JsonText.line(request) + "\n").getBytes(StandardCharsets.UTF_8));
        while (question.hasRemaining()) {
            channel.write(question);
        }
        BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            ApiEvent event = JsonText.parse(line, ApiEvent.class);
            switch (event.type()) {
                case ApiEvent.STORY -> listener.story(event.text());
                case ApiEvent.STATUS -> listener.status(event.value());
                case ApiEvent.RESULT -> {
                    return new Answer(Optional.of(event.value()), 0, "", "");
                }
                case ApiEvent.FAILURE -> {
                    return new Answer(Optional.empty(), event.exitCode(), event.text(), event.next());
                }
                default -> {
                    // Of a later version.
                }
            }
        }
        throw new SourceUnreachableException(
                store.toString(),
                "the converter ended before it had answered",
                "Start it again with 'p2v serve'; then run the same command again, it goes on where it stopped.");
    }
}
