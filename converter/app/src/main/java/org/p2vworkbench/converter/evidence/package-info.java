/**
 * What can be shown to somebody who was not there: a machine's disks and changes, signed, to be checked on any computer
 * with OpenSSL. Start with {@link org.p2vworkbench.converter.evidence.SignEvidence}; docs/evidence.md is for whoever checks.
 */
package org.p2vworkbench.converter.evidence;
