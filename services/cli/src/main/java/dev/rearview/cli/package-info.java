/** The rearview command. */
@NullMarked
package dev.rearview.cli;

import org.jspecify.annotations.NullMarked;
