/** The scanner over node-local logs. */
@NullMarked
package dev.rearview.scanner;

import org.jspecify.annotations.NullMarked;
