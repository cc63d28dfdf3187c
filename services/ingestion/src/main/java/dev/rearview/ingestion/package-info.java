/** Takes events in, sequences and chains them. */
@NullMarked
package dev.rearview.ingestion;

import org.jspecify.annotations.NullMarked;
