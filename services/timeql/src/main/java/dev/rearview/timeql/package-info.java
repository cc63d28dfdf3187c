/** TimeQL: grammar, syntax tree, resolved plan. */
@NullMarked
package dev.rearview.timeql;

import org.jspecify.annotations.NullMarked;
