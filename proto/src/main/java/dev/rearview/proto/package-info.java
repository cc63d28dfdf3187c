/**
 * What the services say to each other: the generated contracts, the one mapping between an event's
 * record and its message, and the one catalogue of topics.
 *
 * <p>Start reading at {@link dev.rearview.proto.Topic}, then {@link dev.rearview.proto.EventCodec}.
 */
@NullMarked
package dev.rearview.proto;

import org.jspecify.annotations.NullMarked;
