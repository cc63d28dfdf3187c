/** The seeded shop. */
@NullMarked
package dev.rearview.demo;

import org.jspecify.annotations.NullMarked;
