/**
 * Configuration ({@link dev.rearview.ingestion.wiring.IngestionConfig}), beans, start and stop,
 * health and metrics of the ingestion.
 */
@NullMarked
package dev.rearview.ingestion.wiring;

import org.jspecify.annotations.NullMarked;
