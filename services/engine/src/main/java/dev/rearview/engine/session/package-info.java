/**
 * Sessions: records that share a key, with no gap longer than a duration between them.
 *
 * <p>Start at {@link dev.rearview.engine.session.SessionGrouper}; a finished {@link
 * dev.rearview.engine.session.Session} becomes a row by {@code toRecord}. Where records lie on
 * several nodes, each groups its own into {@link dev.rearview.engine.session.Stretches}, one for
 * each key, by the aggregate {@code sessions(gap)}; only these travel, and a grouper puts them
 * together. No order of time is needed anywhere.
 */
@NullMarked
package dev.rearview.engine.session;

import org.jspecify.annotations.NullMarked;
