/**
 * What the shop consists of: its services, their pods, and the two things that they say: log
 * records and events.
 *
 * <p>Start reading at {@link dev.rearview.demo.shop.Service}. Everything that happens goes to a
 * {@link dev.rearview.demo.shop.Recorder}.
 */
@NullMarked
package dev.rearview.demo.shop;

import org.jspecify.annotations.NullMarked;
