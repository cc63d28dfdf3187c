package dev.rearview.demo.traffic;

import static dev.rearview.demo.shop.Service.API_GATEWAY;
import static dev.rearview.demo.shop.Service.AUTH;
import static dev.rearview.demo.shop.Service.CART;
import static dev.rearview.demo.shop.Service.CATALOG;
import static dev.rearview.demo.shop.Service.CHECKOUT;
import static dev.rearview.demo.shop.Service.INVENTORY;
import static dev.rearview.demo.shop.Service.PAYMENT;
import static dev.rearview.demo.shop.Service.POSTGRES;
import static dev.rearview.demo.shop.Service.WEB;

import dev.rearview.demo.shop.Service;
import java.util.List;

/** The kinds of requests, each with its way through the shop. */
enum Journey {
  LOGIN("POST", "/api/login", hop(AUTH, "login", hop(POSTGRES, "SELECT users"))),
  SEARCH("GET", "/api/products", hop(CATALOG, "search", hop(POSTGRES, "SELECT products"))),
  ADD_TO_CART(
      "POST",
      "/api/cart/items",
      hop(AUTH, "check token"),
      hop(CART, "add item", hop(CATALOG, "price"), hop(POSTGRES, "UPDATE carts"))),
  VIEW_CART("GET", "/api/cart", hop(AUTH, "check token"), hop(CART, "read cart")),
  CHECKOUT_ORDER(
      "POST",
      "/api/checkout",
      hop(AUTH, "check token"),
      hop(
          CHECKOUT,
          "place order",
          hop(CART, "read cart"),
          hop(INVENTORY, "reserve", hop(POSTGRES, "UPDATE stock")),
          hop(PAYMENT, "authorize", hop(POSTGRES, "INSERT payments")),
          hop(CART, "clear cart")));

  private final String method;
  private final String path;
  private final Hop way;

  Journey(String method, String path, Hop... behindGateway) {
    this.method = method;
    this.path = path;
    String operation = method + " " + path;
    this.way = hop(WEB, operation, new Hop(API_GATEWAY, operation, List.of(behindGateway)));
  }

  /** One call: to which service, what for, and whom that calls in turn. */
  record Hop(Service service, String operation, List<Hop> next) {}

  private static Hop hop(Service service, String operation, Hop... next) {
    return new Hop(service, operation, List.of(next));
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  Hop way() {
    return way;
  }
}
