/**
 * What a user does in the console, in a real Chromium.
 *
 * <p>Start reading at {@link dev.rearview.e2e.browser.ConsoleBrowserIT}; {@link
 * dev.rearview.e2e.browser.ConsolePage} knows the page, and finds its parts by their {@code
 * data-testid}.
 */
@NullMarked
package dev.rearview.e2e.browser;

import org.jspecify.annotations.NullMarked;
