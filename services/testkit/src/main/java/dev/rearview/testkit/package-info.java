/** Builders and clocks for tests. */
@NullMarked
package dev.rearview.testkit;

import org.jspecify.annotations.NullMarked;
