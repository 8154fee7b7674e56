package org.p2vworkbench.converter.serve;

import org.p2vworkbench.converter.api.ApiClient;

/** For a question of which only the answer counts. */
final class Silent implements ApiClient.Listener {

    @Override
    public void story(String line) {
        // Nobody listens.
    }

    @Override
    public void status(String json) {
        // Nobody looks.
    }
}
