/**
 * The events' way out of the shop: written to an outbox on disk, from where they are posted to
 * ingestion in batches, so that none is lost while ingestion is away.
 *
 * <p>Start reading at {@link dev.rearview.demo.feed.Outbox}, then {@link
 * dev.rearview.demo.feed.OutboxShipper}.
 */
@NullMarked
package dev.rearview.demo.feed;

import org.jspecify.annotations.NullMarked;
