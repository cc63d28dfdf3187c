package dev.rearview.demo.traffic;

import dev.rearview.demo.shop.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who visits the shop when: one new visit in each slot of two and a half seconds. */
final class Visits {
  private static final long SLOT_MS = 2_500;
  private static final int MAX_STEPS = 10;
  private static final int MAX_PAUSE_MS = 22_000;

  /** No visit lasts longer, its expiry included. */
  private static final long LONGEST_MS = SLOT_MS + MAX_STEPS * MAX_PAUSE_MS + 45_000;

  private static final List<String> ITEMS =
      List.of("lamp", "desk", "chair", "kettle", "notebook", "backpack", "headphones", "plant");

  private final long seed;
  private final Map<Long, Visit> known = new LinkedHashMap<>();

  Visits(long seed) {
    this.seed = seed;
  }

  /** The visits that may have something to do in the second that begins then. */
  List<Visit> around(long fromMs) {
    long first = Math.floorDiv(fromMs - LONGEST_MS, SLOT_MS);
    long last = Math.floorDiv(fromMs + 999, SLOT_MS);
    known.keySet().removeIf(number -> number < first || number > last);
    List<Visit> visits = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      visits.add(known.computeIfAbsent(number, this::make));
    }
    return visits;
  }

  private Visit make(long number) {
    var random = Seeds.random(seed, 301, number);
    long at = number * SLOT_MS + random.nextLong(SLOT_MS);
    String session = "s-" + Seeds.hex(random, 8);
    String user = "u-" + random.nextInt(1_000, 1_400);
    String ip =
        "10.%d.%d.%d".formatted(random.nextInt(8, 16), random.nextInt(256), random.nextInt(1, 255));
    int count = random.nextInt(3, MAX_STEPS + 1);
    List<Visit.Step> steps = new ArrayList<>();
    int inCart = 0;
    for (int i = 0; i < count; i++) {
      Journey journey = next(i, count, inCart, random.nextInt(10));
      inCart =
          switch (journey) {
            case ADD_TO_CART -> inCart + 1;
            case CHECKOUT_ORDER -> 0;
            case LOGIN, SEARCH, VIEW_CART -> inCart;
          };
      steps.add(new Visit.Step(at, journey, ITEMS.get(random.nextInt(ITEMS.size())), inCart));
      at += random.nextInt(2_000, MAX_PAUSE_MS);
    }
    return new Visit(number, session, user, ip, steps);
  }

  private static Journey next(int index, int count, int inCart, int dice) {
    if (index == 0) {
      return Journey.SEARCH;
    }
    if (index == 1) {
      return Journey.LOGIN;
    }
    if (index == count - 1 && inCart > 0 && dice < 7) {
      return Journey.CHECKOUT_ORDER;
    }
    return dice < 4 ? Journey.SEARCH : dice < 8 ? Journey.ADD_TO_CART : Journey.VIEW_CART;
  }
}
