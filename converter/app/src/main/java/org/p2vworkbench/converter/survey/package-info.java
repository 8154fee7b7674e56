/**
 * What a machine is, for a report on it before it is moved: what its agent tells, or its description, with what its disks
 * show when somebody looks at their bytes.
 *
 * <p>Start with {@link org.p2vworkbench.converter.survey.MachineSurvey}. Where the two say different things, the bytes are
 * believed and the report says so. The form is that of the module of reports: docs/schema/inventory-1.json.
 */
package org.p2vworkbench.converter.survey;
