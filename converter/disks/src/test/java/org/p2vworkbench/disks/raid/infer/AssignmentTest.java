package org.p2vworkbench.disks.raid.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Test
    void takesTheLargestSumNotTheLargestVote() {
        int[][] votes = {{10, 9}, {9, 1}};

        assertThat(Assignment.best(votes, 2)).containsExactly(1, 0);
    }

    @Test
    void leavesPlacesWithoutVotesOpen() {
        int[][] votes = {{0, 0, 5}, {0, 0, 7}};

        assertThat(Assignment.best(votes, 3)).containsExactly(-1, -1, 1);
    }

    @Test
    void moreCandidatesThanPlaces() {
        int[][] votes = {{1}, {3}, {2}};

        assertThat(Assignment.best(votes, 1)).containsExactly(1);
    }
}
