/** What every Kafka Streams service shares. */
@NullMarked
package dev.rearview.streams;

import org.jspecify.annotations.NullMarked;
