/**
 * The rows of the table: {@link dev.rearview.bench.row.Catalogue} lists them with their goals, each
 * kind of row knows how it is measured and gives {@link dev.rearview.bench.row.Line}s.
 */
@NullMarked
package dev.rearview.bench.row;

import org.jspecify.annotations.NullMarked;
