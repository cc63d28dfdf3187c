/** Answers TimeQL. */
@NullMarked
package dev.rearview.query;

import org.jspecify.annotations.NullMarked;
