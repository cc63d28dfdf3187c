/**
 * The faces of the ingestion: {@code POST /api/v1/events} ({@link
 * dev.rearview.ingestion.api.EventsResource}) and the gRPC service {@code Intake} for scanners
 * ({@link dev.rearview.ingestion.api.IntakeEndpoint}). Both hand what they get to {@code intake}.
 */
@NullMarked
package dev.rearview.ingestion.api;

import org.jspecify.annotations.NullMarked;
