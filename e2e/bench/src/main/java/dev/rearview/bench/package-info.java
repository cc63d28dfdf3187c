/**
 * How fast the engine is: {@link dev.rearview.bench.BenchCommand} makes the logs, asks the engine
 * in both of its forms and its peers the same, and prints a table of what each took.
 */
@NullMarked
package dev.rearview.bench;

import org.jspecify.annotations.NullMarked;
