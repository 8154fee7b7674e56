package org.p2vworkbench.converter.ingest;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stops the agents of a test when it is over: one whose converter is gone would go on dialling. */
public final class StopsAgents implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext test) throws InterruptedException {
        TestAgent.stopAll();
    }
}
