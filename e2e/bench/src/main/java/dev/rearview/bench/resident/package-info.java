/**
 * A process that stays: it holds a warm engine, or a database, answers what it is asked on standard
 * input, one JSON object per line, and says what each answer cost it. {@link
 * dev.rearview.bench.resident.Resident} is the asking side.
 */
@NullMarked
package dev.rearview.bench.resident;

import org.jspecify.annotations.NullMarked;
