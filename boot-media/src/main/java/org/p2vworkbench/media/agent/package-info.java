/** The root that the agent runs in: kernel modules for old hardware, a shell, Java, the agent, and what it was told. */
package org.p2vworkbench.media.agent;
