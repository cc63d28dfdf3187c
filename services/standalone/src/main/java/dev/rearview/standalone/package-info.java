/**
 * Everything in one process: the embedded broker, all services on one port, and either the demo's
 * shop or the user's own folders of logs. Assembly only: no service knows that it is here.
 *
 * <p>Start reading at {@link dev.rearview.standalone.Main}, then {@link
 * dev.rearview.standalone.Standalone}; {@link dev.rearview.standalone.Wiring} says which settings
 * join the services.
 */
@NullMarked
package dev.rearview.standalone;

import org.jspecify.annotations.NullMarked;
