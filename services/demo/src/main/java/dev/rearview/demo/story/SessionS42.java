package dev.rearview.demo.story;

import static dev.rearview.demo.shop.Service.API_GATEWAY;
import static dev.rearview.demo.shop.Service.AUTH;
import static dev.rearview.demo.shop.Service.CART;
import static dev.rearview.demo.shop.Service.CATALOG;
import static dev.rearview.demo.shop.Service.CHECKOUT;
import static dev.rearview.demo.shop.Service.INVENTORY;
import static dev.rearview.demo.shop.Service.PAYMENT;
import static dev.rearview.demo.shop.Service.WEB;

import dev.rearview.demo.shop.LogRecord.RawJson;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.demo.story.Scenes.Ids;
import dev.rearview.model.EventIds;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.List;
import java.util.UUID;

/**
 * The visit of a user whose order fails because inventory has no connection left, and goes through
 * when it has again: session {@code s-42} from 15:40 to 15:50, with the failed request {@code
 * req-8831} at 15:47:23.
 */
final class SessionS42 {
  private static final String SESSION = "s-42";
  private static final String USER = "u-17";
  private static final String IP = "10.9.4.17";
  private static final List<String> POOL_TRACE =
      List.of(
          "java.sql.SQLTransientConnectionException: shop-pool - Connection is not available,"
              + " request timed out after 500ms (total=20, active=20, idle=0, waiting=9)",
          "\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)",
          "\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:181)",
          "\tat shop.inventory.InventoryRepository.reserve(InventoryRepository.java:118)",
          "\tat shop.inventory.InventoryService.handle(InventoryService.java:64)",
          "\tat java.base/java.lang.Thread.run(Thread.java:1474)");

  private final StoryClock clock;
  private final Scenes scenes;
  private final UUID poolExhausted;

  SessionS42(StoryClock clock, Scenes scenes, UUID poolExhausted) {
    this.clock = clock;
    this.scenes = scenes;
    this.poolExhausted = poolExhausted;
  }

  void play() {
    login(clock.at(40, 5, 120));
    search(clock.at(40, 31, 400));
    addToCart(clock.at(41, 2, 250), "req-8712", "lamp", 1);
    addToCart(clock.at(42, 10, 730), "req-8719", "desk", 2);
    viewCart(clock.at(43, 40, 10), "req-8744");
    viewCart(clock.at(45, 15, 380), "req-8779");
    failedOrder();
    refusedOrder(clock.at(48, 10, 600));
    placedOrder(clock.at(49, 40, 200));
  }

  private static Ids ids(String requestId) {
    return new Ids(requestId, Seeds.hex(Seeds.random(Seeds.of(requestId)), 32), SESSION, USER);
  }

  /** Web and gateway, whose answer ends the request. */
  private void front(Ids ids, long endMs, int latencyMs, String method, String path, int status) {
    String operation = method + " " + path;
    boolean failed = status >= 500;
    if (!failed) {
      scenes.inRequest(
          endMs - 1,
          API_GATEWAY,
          Level.INFO,
          operation + " answered",
          ids,
          status,
          latencyMs - 3,
          List.of(),
          "method",
          method,
          "path",
          path);
    }
    scenes.access(endMs, IP, method, path, status);
    scenes.span(endMs - 1, latencyMs - 3, API_GATEWAY, WEB, ids, operation, status);
    scenes.span(endMs, latencyMs, WEB, WEB, ids, operation, status);
  }

  private void info(Ids ids, long atMs, Service service, String message) {
    scenes.inRequest(atMs, service, Level.INFO, message, ids, 200, 9, List.of());
  }

  private void token(Ids ids, long atMs) {
    info(ids, atMs, AUTH, "token accepted");
    scenes.span(atMs, 7, AUTH, API_GATEWAY, ids, "check token", 200);
  }

  private void login(long atMs) {
    Ids ids = ids("req-8701");
    scenes.inRequest(atMs + 20, AUTH, Level.INFO, "login ok", ids, 200, 14, List.of(), "ip", IP);
    scenes.span(atMs + 20, 14, AUTH, API_GATEWAY, ids, "login", 200);
    front(ids, atMs + 31, 31, "POST", "/api/login", 200);
  }

  private void search(long atMs) {
    Ids ids = ids("req-8705");
    info(ids, atMs + 17, CATALOG, "search for lamp took 12ms");
    scenes.span(atMs + 17, 12, CATALOG, API_GATEWAY, ids, "search", 200);
    front(ids, atMs + 25, 25, "GET", "/api/products", 200);
  }

  private void addToCart(long atMs, String requestId, String item, int items) {
    Ids ids = ids(requestId);
    token(ids, atMs + 9);
    info(ids, atMs + 19, CATALOG, "price for " + item + " took 6ms");
    scenes.span(atMs + 19, 6, CATALOG, CART, ids, "price", 200);
    scenes.inRequest(
        atMs + 26,
        CART,
        Level.INFO,
        "item added to cart: " + item,
        ids,
        200,
        14,
        List.of(),
        "state_delta",
        new RawJson(
            "{\"sessions\":{\"%s\":{\"items\":%d,\"last\":\"%s\"}}}"
                .formatted(SESSION, items, item)));
    scenes.span(atMs + 26, 14, CART, API_GATEWAY, ids, "add item", 200);
    front(ids, atMs + 33, 33, "POST", "/api/cart/items", 200);
  }

  private void viewCart(long atMs, String requestId) {
    Ids ids = ids(requestId);
    token(ids, atMs + 8);
    info(ids, atMs + 18, CART, "cart read, took 7ms");
    scenes.span(atMs + 18, 7, CART, API_GATEWAY, ids, "read cart", 200);
    front(ids, atMs + 24, 24, "GET", "/api/cart", 200);
  }

  /** 15:47:22.240: inventory waits for a connection until checkout's patience is over. */
  private void failedOrder() {
    Ids ids = ids(DemoStory.FAILED_REQUEST);
    token(ids, clock.at(47, 22, 252));
    info(ids, clock.at(47, 22, 266), CART, "cart read, took 5ms");
    scenes.span(clock.at(47, 22, 266), 5, CART, CHECKOUT, ids, "read cart", 200);
    long pool = clock.at(47, 22, 780);
    String waited =
        "Reservation failed: connection is not available, request timed out after 500ms";
    scenes.inRequest(pool, INVENTORY, Level.ERROR, waited, ids, 500, 511, POOL_TRACE);
    var inventory =
        scenes
            .event(pool, INVENTORY, ids)
            .kind(Kind.ERROR)
            .logLevel(Level.ERROR)
            .message(waited)
            .parentSpanId(ids.span(CHECKOUT))
            .causeIds(List.of(poolExhausted))
            .metric("waited_ms", 500);
    scenes.add(inventory);
    long visible = clock.at(47, 23, 0);
    String timeout = "timeout after 731ms calling inventory";
    scenes.inRequest(visible, CHECKOUT, Level.ERROR, timeout, ids, 504, 740, List.of());
    scenes.add(
        scenes
            .event(visible, CHECKOUT, ids)
            .id(DemoStory.VISIBLE_ERROR)
            .kind(Kind.ERROR)
            .logLevel(Level.ERROR)
            .message(timeout)
            .parentSpanId(ids.span(API_GATEWAY))
            .causeIds(List.of(inventory.build().id()))
            .metric("latency_ms", 740)
            .metric("status", 504));
    scenes.span(visible, 740, CHECKOUT, API_GATEWAY, ids, "place order", 504);
    gatewayGivesUp(ids);
    scenes.add(
        scenes
            .event(clock.at(47, 23, 90), CART, ids)
            .kind(Kind.STATE)
            .message("cart kept, the order was not placed")
            .stateDelta("{\"sessions\":{\"%s\":{\"order\":\"failed\"}}}".formatted(SESSION))
            .causeIds(List.of(DemoStory.VISIBLE_ERROR)));
  }

  private void gatewayGivesUp(Ids ids) {
    long atMs = clock.at(47, 23, 30);
    String message = "POST /api/checkout failed: checkout failed: timeout after 731ms";
    scenes.inRequest(
        atMs,
        API_GATEWAY,
        Level.ERROR,
        message,
        ids,
        504,
        785,
        List.of(),
        "method",
        "POST",
        "path",
        "/api/checkout");
    scenes.add(
        scenes
            .event(atMs, API_GATEWAY, ids)
            .id(EventIds.fresh(atMs, Seeds.random(Seeds.of(message), atMs)))
            .kind(Kind.ERROR)
            .logLevel(Level.ERROR)
            .message(message)
            .parentSpanId(ids.span(WEB))
            .causeIds(List.of(DemoStory.VISIBLE_ERROR))
            .metric("latency_ms", 785)
            .metric("status", 504));
    front(ids, clock.at(47, 23, 32), 792, "POST", "/api/checkout", 504);
  }

  private void refusedOrder(long atMs) {
    Ids ids = ids("req-8847");
    token(ids, atMs + 9);
    String message = "order not placed: circuit breaker for 'inventory' is open";
    scenes.inRequest(atMs + 22, CHECKOUT, Level.ERROR, message, ids, 503, 11, List.of());
    scenes.span(atMs + 22, 11, CHECKOUT, API_GATEWAY, ids, "place order", 503);
    scenes.inRequest(
        atMs + 26,
        API_GATEWAY,
        Level.ERROR,
        "POST /api/checkout failed: " + message,
        ids,
        502,
        26,
        List.of(),
        "method",
        "POST",
        "path",
        "/api/checkout");
    front(ids, atMs + 28, 29, "POST", "/api/checkout", 502);
  }

  private void placedOrder(long atMs) {
    Ids ids = ids("req-8862");
    token(ids, atMs + 9);
    info(ids, atMs + 18, CART, "cart read, took 6ms");
    info(ids, atMs + 41, INVENTORY, "Reserved 2 of lamp, desk in 19ms");
    scenes.span(atMs + 41, 19, INVENTORY, CHECKOUT, ids, "reserve", 200);
    info(ids, atMs + 97, PAYMENT, "Authorized payment in 52ms for session " + SESSION);
    scenes.span(atMs + 97, 52, PAYMENT, CHECKOUT, ids, "authorize", 200);
    scenes.inRequest(
        atMs + 108,
        CART,
        Level.INFO,
        "cart cleared after order",
        ids,
        200,
        8,
        List.of(),
        "state_delta",
        new RawJson("{\"sessions\":{\"%s\":null}}".formatted(SESSION)));
    scenes.span(atMs + 108, 8, CART, CHECKOUT, ids, "clear cart", 200);
    info(ids, atMs + 115, CHECKOUT, "order placed");
    scenes.span(atMs + 115, 101, CHECKOUT, API_GATEWAY, ids, "place order", 200);
    front(ids, atMs + 121, 121, "POST", "/api/checkout", 200);
  }
}
