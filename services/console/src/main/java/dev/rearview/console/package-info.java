/** The page and the front door. */
@NullMarked
package dev.rearview.console;

import org.jspecify.annotations.NullMarked;
