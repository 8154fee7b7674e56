package org.p2vworkbench.agent.inventory.survey;

/** Something that was not looked at, why, and what to do to have it. */
public record Missed(String what, String why, String remedy) {}
