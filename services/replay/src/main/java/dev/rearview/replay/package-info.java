/** State at any time, sessions, simulation. */
@NullMarked
package dev.rearview.replay;

import org.jspecify.annotations.NullMarked;
