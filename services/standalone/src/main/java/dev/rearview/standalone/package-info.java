/** Everything in one process. */
@NullMarked
package dev.rearview.standalone;

import org.jspecify.annotations.NullMarked;
