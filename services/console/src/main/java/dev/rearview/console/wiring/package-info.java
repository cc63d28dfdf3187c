/**
 * Configuration and beans of the console.
 *
 * <p>Start reading at {@link dev.rearview.console.wiring.ConsoleConfig}; {@link
 * dev.rearview.console.wiring.ConsoleBeans} turns it into the records that the rest works with.
 */
@NullMarked
package dev.rearview.console.wiring;

import org.jspecify.annotations.NullMarked;
