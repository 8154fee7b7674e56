/** What runs on the old machine: what it has, and its disks, read-only. */
package org.p2vworkbench.agent;
