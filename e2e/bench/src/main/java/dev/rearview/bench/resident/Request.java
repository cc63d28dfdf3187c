package dev.rearview.bench.resident;

import java.util.List;

/**
 * What a resident process is asked.
 *
 * @param arguments those of the command, a statement of SQL, or a file to read
 * @param output where the answer goes
 */
record Request(List<String> arguments, String output) {}
