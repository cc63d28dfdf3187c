package dev.rearview.ingestion.intake;

/**
 * Why one event of a request was not taken.
 *
 * @param index its place in the request, from 0
 * @param field the JSON name of the field at fault; empty where it is the whole event
 * @param code stable: {@code malformed}, {@code unknown_field}, {@code invalid_value}, {@code
 *     missing_field}, {@code too_large}
 * @param reason one sentence with the value and what was expected
 */
public record Refusal(int index, String field, String code, String reason) {}
