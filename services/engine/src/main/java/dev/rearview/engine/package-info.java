/** The log engine, usable as a library. */
@NullMarked
package dev.rearview.engine;

import org.jspecify.annotations.NullMarked;
