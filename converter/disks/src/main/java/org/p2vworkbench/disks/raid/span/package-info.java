/**
 * How metadata says that members make a span: what it needs, what it holds, and the lens that reads it.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.span.SpanLayout}. The arithmetic is that of
 * {@link org.p2vworkbench.disks.raid}; here are the limits that metadata must keep before it may be used.
 */
package org.p2vworkbench.disks.raid.span;
