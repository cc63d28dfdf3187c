package dev.rearview.e2e.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The console's page: what a user sees and does there. */
final class ConsolePage implements AutoCloseable {
  private final Page page;
  private final URI server;
  private final List<String> foreignRequests = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  ConsolePage(Page page, URI server) {
    this.page = page;
    this.server = server;
    page.onRequest(request -> {
      URI uri = URI.create(request.url());
      boolean own = server.getAuthority().equals(uri.getAuthority());
      if (!own && !"data".equals(uri.getScheme())) {
        foreignRequests.add(request.url());
      }
    });
    page.onPageError(errors::add);
  }

  /** Requests that went elsewhere than to the server. */
  List<String> foreignRequests() {
    return List.copyOf(foreignRequests);
  }

  /** Exceptions that nobody caught. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  Locator part(String testId) {
    return page.getByTestId(testId);
  }

  /** The first of these, once it is visible. */
  Locator first(String testId) {
    Locator first = part(testId).first();
    first.waitFor();
    return first;
  }

  /** How many there are, once there is one. */
  int count(String testId) {
    first(testId);
    return part(testId).count();
  }

  String shownTime() {
    return part("shown-time").inputValue();
  }

  /** Types a time into the field and waits until the page shows it. */
  void goTo(String time) {
    part("shown-time").fill(time);
    part("shown-time").press("Enter");
    page.waitForFunction("() => location.hash.includes('at=')");
  }

  /** Presses a key on the slider that moves the shown time. */
  void pressOnSlider(String key) {
    part("time-slider").focus();
    page.keyboard().press(key);
  }

  void openTab(String name) {
    part("tab-" + name).click();
  }

  /** Writes a statement into the TimeQL box and runs it with the keyboard. */
  void run(String statement) {
    openTab("query");
    part("query-box").click();
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().insertText(statement);
    page.keyboard().press("ControlOrMeta+Enter");
  }

  /** What stands in the TimeQL box. */
  String statement() {
    return String.join("\n", part("query-box").locator(".cm-line").allInnerTexts());
  }

  /** The words that the TimeQL box marks as wrong. */
  List<String> marked() {
    return part("query-box").locator(".wrong").allInnerTexts();
  }

  /** The card of a component's state, once it is there. */
  Locator stateOf(String component) {
    Locator card = page.locator("[data-testid=state-card][data-component='" + component + "']");
    card.waitFor();
    return card;
  }

  /** The address, as a user would copy it. */
  URI address() {
    return URI.create(page.url());
  }

  URI server() {
    return server;
  }

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  @Override
  public void close() {
    page.close();
  }
}
