/** Edges, root causes, anomalies, alerts. */
@NullMarked
package dev.rearview.causality;

import org.jspecify.annotations.NullMarked;
