/**
 * A report as a page: sections of a few kinds of blocks, made by the packages that have something to report, shown as HTML or as
 * plain text.
 *
 * <p>Start with {@link org.p2vworkbench.reports.page.Page}, then {@link org.p2vworkbench.reports.page.HtmlPage}. All texts come
 * from {@link org.p2vworkbench.reports.page.Words}, in English or German. Everything in a page but its pictures is text and is
 * escaped where it is shown.
 */
package org.p2vworkbench.reports.page;
