/**
 * A survey of a machine for a report to its owner: everything that says what it is and what would stop a migration, each
 * value with where it was read. What could not be read is in it too, with the reason.
 *
 * <p>Start with {@link org.p2vworkbench.agent.inventory.survey.Survey}; {@code LinuxSurvey} orders the collectors, of which
 * each reads one thing from a root folder, so that a recording of another machine is read like the machine itself. The JSON
 * form is the contract with the reports: docs/schema/inventory-1.json.
 */
package org.p2vworkbench.agent.inventory.survey;
