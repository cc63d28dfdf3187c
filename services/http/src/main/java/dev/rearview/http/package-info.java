/** What every HTTP face shares. */
@NullMarked
package dev.rearview.http;

import org.jspecify.annotations.NullMarked;
