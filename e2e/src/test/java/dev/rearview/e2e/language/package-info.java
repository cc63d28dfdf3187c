/** Every documented example of TimeQL against the demo. */
@NullMarked
package dev.rearview.e2e.language;

import org.jspecify.annotations.NullMarked;
