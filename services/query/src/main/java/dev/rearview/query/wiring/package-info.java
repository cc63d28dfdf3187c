/**
 * Configuration ({@code rearview.query.…}) and the beans made of it. Start reading at {@link
 * dev.rearview.query.wiring.QueryBeans}.
 */
@NullMarked
package dev.rearview.query.wiring;

import org.jspecify.annotations.NullMarked;
