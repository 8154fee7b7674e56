package org.p2vworkbench.converter.doctor;

import java.util.List;

/** One question about the host. Asking changes nothing on it. */
public interface Check {

    /** Short and stable: the "check" field of its findings. */
    String name();

    /** At least one; a question that cannot be answered is a finding too. */
    List<Finding> findings();
}
