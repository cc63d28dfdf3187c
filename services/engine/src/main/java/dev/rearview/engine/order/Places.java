package dev.rearview.engine.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for nodes' streams, so that a row need not hold their names. */
final class Places {
  record Place(String node, String stream) {}

  private final Map<Place, Integer> numbers = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private Place last = new Place("", "");
  private int lastNumber = -1;

  int number(String node, String stream) {
    if (lastNumber >= 0 && last.stream.equals(stream) && last.node.equals(node)) {
      return lastNumber;
    }
    Place place = new Place(node, stream);
    Integer known = numbers.putIfAbsent(place, places.size());
    if (known == null) {
      places.add(place);
    }
    last = place;
    lastNumber = known == null ? places.size() - 1 : known;
    return lastNumber;
  }

  Place place(int number) {
    return places.get(number);
  }

  /** By node, then stream. */
  int compare(int a, int b) {
    if (a == b) {
      return 0;
    }
    Place x = places.get(a);
    Place y = places.get(b);
    int order = x.node.compareTo(y.node);
    return order != 0 ? order : x.stream.compareTo(y.stream);
  }
}
