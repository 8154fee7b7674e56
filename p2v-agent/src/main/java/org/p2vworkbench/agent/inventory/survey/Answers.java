package org.p2vworkbench.agent.inventory.survey;

import java.util.List;
import java.util.Optional;

/** What a running system only tells who asks it; a recording has none of it. */
interface Answers {

    /** Nothing answers. */
    Answers NONE = new Answers() {
        @Override
        public Optional<Usage> usage(String mountPlace) {
            return Optional.empty();
        }

        @Override
        public List<String> addresses(String networkInterface) {
            return List.of();
        }

        @Override
        public Optional<String> smart(String disk) {
            return Optional.empty();
        }

        @Override
        public Optional<String> neighbours() {
            return Optional.empty();
        }
    };

    /** How full a filesystem is. */
    record Usage(long sizeBytes, long usedBytes, long availableBytes) {}

    Optional<Usage> usage(String mountPlace);

    /** "192.0.2.1/24". */
    List<String> addresses(String networkInterface);

    /** What smartctl says of a disk, as JSON; nothing without smartctl. */
    Optional<String> smart(String disk);

    /** What lldpctl heard of the switches, as JSON; nothing where no lldpd runs. */
    Optional<String> neighbours();
}
