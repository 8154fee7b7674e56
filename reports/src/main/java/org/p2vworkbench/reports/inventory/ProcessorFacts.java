package org.p2vworkbench.reports.inventory;

import java.util.List;

/** All processors, which are alike; {@code signature} is family/model/stepping. */
public record ProcessorFacts(
        Fact<String> architecture,
        Fact<String> vendor,
        Fact<String> model,
        Fact<String> signature,
        Fact<Long> sockets,
        Fact<Long> cores,
        Fact<Long> threads,
        Fact<Long> numaNodes,
        Fact<Long> megahertz,
        Fact<Long> cacheBytes,
        Fact<List<String>> flags) {

    public ProcessorFacts {
        architecture = Missing.fact(architecture);
        vendor = Missing.fact(vendor);
        model = Missing.fact(model);
        signature = Missing.fact(signature);
        sockets = Missing.fact(sockets);
        cores = Missing.fact(cores);
        threads = Missing.fact(threads);
        numaNodes = Missing.fact(numaNodes);
        megahertz = Missing.fact(megahertz);
        cacheBytes = Missing.fact(cacheBytes);
        flags = Missing.fact(flags);
    }

    static ProcessorFacts nothing() {
        return new ProcessorFacts(null, null, null, null, null, null, null, null, null, null, null);
    }
}
