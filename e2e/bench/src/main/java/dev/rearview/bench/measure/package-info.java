/**
 * What a run costs: {@link dev.rearview.bench.measure.Child} starts a program and learns from the
 * kernel what it took, {@link dev.rearview.bench.measure.OwnCpu} does so for this process without
 * its compiler; {@link dev.rearview.bench.measure.Quartiles} sum runs up.
 */
@NullMarked
package dev.rearview.bench.measure;

import org.jspecify.annotations.NullMarked;
