/**
 * Answers a converter, over any two byte streams.
 *
 * <p>Start with {@link org.p2vworkbench.agent.lane.Lane}: one thread reads requests, and what takes time is done by
 * {@link org.p2vworkbench.agent.lane.Crew}, two at a time for each lane, so that one reads and compresses while the
 * other sends. There are no queues of chunks: a worker takes a chunk all the way, in buffers it got before, and blocks
 * while the wire takes nothing. Memory is therefore the number of buffers, whatever is asked.
 */
package org.p2vworkbench.agent.lane;
