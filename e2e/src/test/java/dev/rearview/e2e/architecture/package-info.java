/** The rules of the house: what may stand where, and what the documents name must exist. */
@NullMarked
package dev.rearview.e2e.architecture;

import org.jspecify.annotations.NullMarked;
