/** Scenarios over the whole product. */
@NullMarked
package dev.rearview.e2e;

import org.jspecify.annotations.NullMarked;
