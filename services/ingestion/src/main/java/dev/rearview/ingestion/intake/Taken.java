package dev.rearview.ingestion.intake;

import dev.rearview.model.Event;

/**
 * An event that passed.
 *
 * @param index its place in the request, from 0
 * @param event redacted and complete, without number and hashes
 * @param bytes the event on the topic
 */
@SuppressWarnings("ArrayRecordComponent") // is handed on and never compared
public record Taken(int index, Event event, byte[] bytes) {}
