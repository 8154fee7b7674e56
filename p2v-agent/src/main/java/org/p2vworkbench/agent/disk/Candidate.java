package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.util.Set;
import org.p2vworkbench.agent.wire.DiskOffer;

/**
 * A disk that may be offered, before anybody opened it.
 *
 * @param named whether the operator named it; what he names is offered, whatever it is
 */
public record Candidate(
        String name,
        String path,
        String model,
        String serial,
        String wwn,
        int sectorBytes,
        int blockBytes,
        Set<DiskOffer.Trait> traits,
        boolean named,
        Opener opener) {

    /** Opens it for reading. */
    public interface Opener {
        DiskBytes open() throws IOException;
    }

    DiskOffer offer(int index, long sizeBytes) {
        return new DiskOffer(index, traits, sizeBytes, sectorBytes, blockBytes, name, path, model, serial, wwn);
    }
}
