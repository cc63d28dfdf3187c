package dev.rearview.engine.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses how to look for a requirement, by what is rare in this file. */
final class FinderPlan {
  /** Needles that stop a search more often than at one byte in so many are worse than none. */
  private static final double OFTEN = 1.0 / 48;

  /** Bytes that are searched for one thing before they are for another, at first. */
  private static final int FIRST_STEP = 4 * 1024;

  private static final int LAST_STEP = 16 * 1024;

  private final ByteHistogram histogram;
  private final Probing probing;
  private final Kernels kernels;

  FinderPlan(ByteHistogram histogram, Kernels kernels) {
    this.histogram = histogram;
    probing = new Probing(histogram);
    this.kernels = kernels;
  }

  /** As {@link Finder#anywhere}. */
  Finder anywhere(Requirement requirement) {
    Chosen chosen = choose(requirement);
    if (requirement instanceof Requirement.Found found && !isRare(chosen)) {
      return found.regex().looseFinder();
    }
    if (chosen == null) {
      return FinderPlan::everyPlace;
    }
    Finder finder = finder(chosen);
    int usual = usualBeginning(requirement);
    return usual < 0 ? finder : (buffer, from, to) -> findLine(finder, usual, buffer, from, to);
  }

  /** A few lines at a time, then more, so that neither search runs far ahead of the other. */
  private int findLine(Finder finder, int usual, byte[] buffer, int from, int to) {
    int step = FIRST_STEP;
    for (int at = from; at < to; ) {
      if ((buffer[at] & 0xFF) != usual) {
        return at;
      }
      int end = Math.min(to, kernels.lineEnd(buffer, Math.min(to, at + step), to) + 1);
      int found = finder.find(buffer, at, end);
      int other = kernels.lineThatBeginsOtherwise(buffer, at, found < 0 ? end : found, usual);
      if (found >= 0 || other >= 0) {
        return other >= 0 ? other : found;
      }
      at = end;
      step = Math.min(2 * step, LAST_STEP);
    }
    return -1;
  }

  /** What lines usually begin with where those that do not are asked for, else -1. */
  private static int usualBeginning(Requirement requirement) {
    return switch (requirement) {
      case Requirement.BeginsOtherwise begins -> begins.usual();
      case Requirement.Any any ->
          any.parts().stream().mapToInt(FinderPlan::usualBeginning).max().orElse(-1);
      case Requirement.All all ->
          all.parts().stream().mapToInt(FinderPlan::usualBeginning).max().orElse(-1);
      default -> -1;
    };
  }

  /** As {@link Finder#perLine}. */
  Finder perLine(Requirement requirement) {
    Chosen chosen = choose(requirement);
    if (chosen != null && requirement.isOfOneLine()) {
      return finder(chosen);
    }
    if (requirement instanceof Requirement.Found found && !isRare(chosen)) {
      return found.regex().lineFinder();
    }
    return new ConfirmingFinder(requirement, anywhere(requirement));
  }

  private static int everyPlace(byte[] buffer, int from, int to) {
    return from < to ? from : -1;
  }

  /** Needles of which one stands in whatever satisfies a requirement, and how often they may. */
  private record Chosen(List<Needle> needles, double rate) {}

  private static boolean isRare(@Nullable Chosen chosen) {
    return chosen != null && chosen.rate < OFTEN;
  }

  private @Nullable Chosen choose(Requirement requirement) {
    return switch (requirement) {
      case Requirement.Contains contains ->
          new Chosen(List.of(contains.needle()), rate(contains.needle()));
      case Requirement.Found found -> choose(found.regex().requirement());
      case Requirement.BeginsOtherwise begins -> new Chosen(List.of(), 0); // see findLine
      case Requirement.All all ->
          all.parts().stream()
              .map(this::choose)
              .filter(Objects::nonNull)
              .min(Comparator.comparingDouble(Chosen::rate))
              .orElse(null);
      case Requirement.Any any -> together(any.parts());
      case Requirement.Always always -> null;
      case Requirement.Never never -> new Chosen(List.of(), 0);
    };
  }

  private @Nullable Chosen together(List<Requirement> parts) {
    List<Needle> needles = new ArrayList<>();
    double rate = 0;
    for (Requirement part : parts) {
      Chosen chosen = choose(part);
      if (chosen == null || needles.size() + chosen.needles.size() > Kernels.MOST_NEEDLES) {
        return null;
      }
      needles.addAll(chosen.needles);
      rate += chosen.rate;
    }
    return new Chosen(needles, rate);
  }

  /** How often it stands in the sample; by its rarest bytes where it does not or there is none. */
  private double rate(Needle needle) {
    int found = histogram.count(kernels.one(probing.quick(needle)));
    if (found > 0) {
      return (double) found / histogram.keptSize();
    }
    double rarest = probing.rarest(needle);
    return histogram.keptSize() == 0 ? rarest : Math.min(rarest, 1.0 / histogram.keptSize());
  }

  private Finder finder(Chosen chosen) {
    boolean one = chosen.needles.size() == 1;
    List<Probed> needles =
        chosen.needles.stream().map(n -> one ? probing.single(n) : probing.among(n)).toList();
    Search search =
        switch (needles.size()) {
          case 0 -> (bytes, from, to) -> -1;
          case 1 -> kernels.one(needles.getFirst());
          default -> kernels.several(needles);
        };
    return new NeedleFinder(search);
  }
}
