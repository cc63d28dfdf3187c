/**
 * What every service with Kafka Streams shares: start and stop, health, how far behind it is, and
 * finding the instance that holds a key.
 *
 * <p>Start reading at {@link dev.rearview.streams.StreamsRuntime}: a service builds its topology,
 * hands it over with its {@link dev.rearview.streams.StreamsSettings}, and asks the stores through
 * it.
 */
@NullMarked
package dev.rearview.streams;

import org.jspecify.annotations.NullMarked;
