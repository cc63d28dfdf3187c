/**
 * Configuration ({@code rearview.scanner.…}), the beans made of it, and what starts and stops with
 * the process.
 */
@NullMarked
package dev.rearview.scanner.wiring;

import org.jspecify.annotations.NullMarked;
