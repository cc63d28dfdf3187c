package dev.rearview.timeql.plan;

import dev.rearview.engine.pattern.Regex;
import dev.rearview.engine.record.Field;

/** The named groups of a pattern, found in a field's text, become fields of the record. */
public record Extracted(Field from, Regex regex) {}
