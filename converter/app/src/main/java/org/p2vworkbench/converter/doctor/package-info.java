/**
 * Can this host do the job? One small class per question, each answering with findings and their remedies.
 *
 * <p>Start with {@link org.p2vworkbench.converter.doctor.Check}.
 */
package org.p2vworkbench.converter.doctor;
