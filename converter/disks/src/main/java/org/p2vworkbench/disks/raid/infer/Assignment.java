package org.p2vworkbench.disks.raid.infer;

import java.util.Arrays;

/** Who takes which place so that the sum of votes is largest: the Hungarian method, in cubic time. */
final class Assignment {

    private Assignment() {}

    /**
     * @param votes by candidate and place, not negative
     * @return the candidate for each place; -1 where nobody votes for anyone left
     */
    static int[] best(int[][] votes, int places) {
        int size = Math.max(votes.length, places);
        int[] rowOf = new int[size + 1];
        long[] rowPotential = new long[size + 1];
        long[] columnPotential = new long[size + 1];
        for (int row = 1; row <= size; row++) {
            extend(votes, places, row, size, rowOf, rowPotential, columnPotential);
        }
        int[] taken = new int[places];
        for (int place = 0; place < places; place++) {
            int candidate = rowOf[place + 1] - 1;
            taken[place] = cost(votes, places, candidate + 1, place + 1) < 0 ? candidate : -1;
        }
        return taken;
    }

    private static long cost(int[][] votes, int places, int row, int column) {
        return row <= votes.length && column <= places ? -votes[row - 1][column - 1] : 0;
    }

    /** Lets one more row in along the cheapest path of exchanges. Rows and columns count from 1; 0 is none. */
    private static void extend(
            int[][] votes, int places, int row, int size, int[] rowOf, long[] rowPotential, long[] columnPotential) {
        long[] slack = new long[size + 1];
        int[] cameFrom = new int[size + 1];
        boolean[] used = new boolean[size + 1];
        Arrays.fill(slack, Long.MAX_VALUE);
        rowOf[0] = row;
        int column = 0;
        do {
            used[column] = true;
            int current = rowOf[column];
            long least = Long.MAX_VALUE;
            int next = 0;
            for (int other = 1; other <= size; other++) {
                if (used[other]) {
                    continue;
                }
                long reduced = cost(votes, places, current, other) - rowPotential[current] - columnPotential[other];
                if (reduced < slack[other]) {
                    slack[other] = reduced;
                    cameFrom[other] = column;
                }
                if (slack[other] < least) {
                    least = slack[other];
                    next = other;
                }
            }
            for (int other = 0; other <= size; other++) {
                if (used[other]) {
                    rowPotential[rowOf[other]] += least;
                    columnPotential[other] -= least;
                } else {
                    slack[other] -= least;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        while (column != 0) {
            rowOf[column] = rowOf[cameFrom[column]];
            column = cameFrom[column];
        }
    }
}
