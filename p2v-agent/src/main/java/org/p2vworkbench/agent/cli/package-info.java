/**
 * The agent's command line, and what whoever stands before the old machine sees.
 *
 * <p>Start with {@link org.p2vworkbench.agent.cli.AgentCommand}.
 */
package org.p2vworkbench.agent.cli;
