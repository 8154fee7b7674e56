/**
 * The protocol between converter and agent: the converter asks, the agent answers, over any two byte streams.
 *
 * <p>Start with {@link org.p2vworkbench.agent.wire.Request} and {@link org.p2vworkbench.agent.wire.Reply}: everything
 * that is ever said. {@link org.p2vworkbench.agent.wire.RequestStream} and {@link
 * org.p2vworkbench.agent.wire.ReplyStream} put them into frames and take them out, for both ends. The grammar is in
 * docs/protocol.md, samples of every message are in docs/protocol/.
 */
package org.p2vworkbench.agent.wire;
