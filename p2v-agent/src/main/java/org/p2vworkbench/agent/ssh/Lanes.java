package org.p2vworkbench.agent.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import org.p2vworkbench.agent.lane.Lane;

/** Makes the lane that serves a connection. */
public interface Lanes {

    Lane lane(int number, InputStream in, OutputStream out);
}
