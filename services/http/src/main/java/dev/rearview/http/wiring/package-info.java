/** The clock of the process: "now" is one bean, {@link dev.rearview.http.wiring.ClockProducer}. */
@NullMarked
package dev.rearview.http.wiring;

import org.jspecify.annotations.NullMarked;
