package dev.rearview.engine.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the places of a needle to look at first, by what is rare in a file. */
final class Probing {
  /** Probes that agree less often than that are enough. */
  private static final double SELDOM = 1.0 / 16_384;

  /** Places that are tried with those chosen already, the rarest. */
  private static final int TRIED = 8;

  private final ByteHistogram histogram;

  Probing(ByteHistogram histogram) {
    this.histogram = histogram;
  }

  /** A probe, what it takes, and the share of bytes that are so. */
  private record Rated(Probe probe, ByteClass taken, double share) {}

  /** A needle that is looked for in the sample only: where its two rarest places may be. */
  Probed quick(Needle needle) {
    return new Probed(needle, rated(needle).stream().limit(2).map(Rated::probe).toList(), 0, 0);
  }

  /** A needle that is looked for alone. */
  Probed single(Needle needle) {
    return new Probed(needle, probes(needle), 0, 0);
  }

  /** One that is looked for with others, with its window and its pair. */
  Probed among(Needle needle) {
    return new Probed(
        needle, probes(needle), window(needle, Probed.WINDOW), window(needle, Probed.PAIR));
  }

  private List<Probe> probes(Needle needle) {
    List<Rated> others = rated(needle);
    List<Rated> chosen = List.of(others.removeFirst());
    while (!others.isEmpty() && chosen.size() < Probed.MOST_PROBES) {
      List<Rated> more = withNext(chosen, others);
      double rate = rate(chosen);
      if (chosen.size() > 1 && (rate <= SELDOM || rate(more) > rate / 2)) {
        break;
      }
      others.remove(more.getLast());
      chosen = more;
    }
    return chosen.stream().map(Rated::probe).toList();
  }

  /** With the one of the rarest others that says no most often where those chosen say yes. */
  private List<Rated> withNext(List<Rated> chosen, List<Rated> others) {
    List<Rated> best = List.of();
    double least = Double.MAX_VALUE;
    for (Rated other : others.subList(0, Math.min(TRIED, others.size()))) {
      List<Rated> more = new ArrayList<>(chosen);
      more.add(other);
      double rate = rate(more);
      if (rate < least) {
        least = rate;
        best = more;
      }
    }
    return best;
  }

  /** How often all agree. */
  private double rate(List<Rated> probes) {
    int[] places = new int[probes.size()];
    List<ByteClass> taken = new ArrayList<>();
    double share = 1;
    for (Rated rated : probes) {
      places[taken.size()] = rated.probe.place();
      taken.add(rated.taken);
      share *= rated.share;
    }
    return histogram.rate(places, taken, share);
  }

  /** How often the two rarest bytes of a needle are together, by chance. */
  double rarest(Needle needle) {
    return rated(needle).stream().limit(2).mapToDouble(Rated::share).reduce(1, (a, b) -> a * b);
  }

  private List<Rated> rated(Needle needle) {
    List<Rated> rated = new ArrayList<>();
    for (int place = 0; place < needle.length(); place++) {
      Probe probe = Probe.of(needle, place);
      ByteClass taken = probe.taken();
      rated.add(new Rated(probe, taken, histogram.share(taken)));
    }
    rated.sort(Comparator.comparingDouble(Rated::share));
    return rated;
  }

  /** Where so many neighbouring places begin that are rarest together. */
  private int window(Needle needle, int most) {
    int width = Math.min(needle.length(), most);
    int[] places = IntStream.range(0, width).toArray();
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int from = 0; from <= needle.length() - width && from < Probed.FURTHEST; from++) {
      List<ByteClass> window = new ArrayList<>();
      double share = 1;
      for (int place = from; place < from + width; place++) {
        ByteClass alike = needle.at(place).ofSevenBits();
        window.add(alike);
        share *= histogram.share(alike);
      }
      double rate = histogram.rate(places, window, share);
      if (rate < least) {
        least = rate;
        best = from;
      }
    }
    return best;
  }
}
