/**
 * The logs that are searched: seeded, so that a run can be repeated byte by byte, and made once.
 * Start at {@link dev.rearview.bench.data.DataFolder}, which makes what a query asks for; each log
 * is a class that writes lines and says how often it planted what the queries look for.
 */
@NullMarked
package dev.rearview.bench.data;

import org.jspecify.annotations.NullMarked;
