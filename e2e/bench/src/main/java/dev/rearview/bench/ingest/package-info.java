/**
 * How fast events are taken in, over the whole way from HTTP to replay's store, against what Kafka
 * alone takes of the same bytes.
 *
 * <p>Start reading at {@link dev.rearview.bench.ingest.IngestCommand}.
 */
@NullMarked
package dev.rearview.bench.ingest;

import org.jspecify.annotations.NullMarked;
