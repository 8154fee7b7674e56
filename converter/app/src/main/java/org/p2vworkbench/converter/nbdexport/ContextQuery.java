package org.p2vworkbench.converter.nbdexport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.nbd.NbdProtocol;

/** Which metadata contexts of which export a client wants (proto.md, {@code NBD_OPT_LIST_META_CONTEXT}). */
record ContextQuery(String exportName, List<String> queries) {

    private static final String NAMESPACE = "base:";

    ContextQuery {
        queries = List.copyOf(queries);
    }

    /** Empty when a length reaches out of the request. */
    static Optional<ContextQuery> parse(ByteBuffer data) {
        Optional<String> name = text(data);
        if (name.isEmpty() || data.remaining() < 4) {
            return Optional.empty();
        }
        long count = Integer.toUnsignedLong(data.getInt());
        if (count > data.remaining() / 4) {
            return Optional.empty();
        }
        List<String> queries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            Optional<String> query = text(data);
            if (query.isEmpty()) {
                return Optional.empty();
            }
            queries.add(query.get());
        }
        return data.hasRemaining() ? Optional.empty() : Optional.of(new ContextQuery(name.get(), queries));
    }

    private static Optional<String> text(ByteBuffer data) {
        if (data.remaining() < 4) {
            return Optional.empty();
        }
        long length = Integer.toUnsignedLong(data.getInt());
        if (length > data.remaining()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) length];
        data.get(bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    boolean selectsAllocation() {
        return queries.contains(NbdProtocol.BASE_ALLOCATION);
    }

    /** A list without queries is of everything; the namespace alone is a wildcard. */
    boolean listsAllocation() {
        return queries.isEmpty() || queries.contains(NAMESPACE) || selectsAllocation();
    }
}
