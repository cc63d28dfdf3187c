package dev.rearview.engine.pattern;

import dev.rearview.engine.pattern.Syntax.Assertion;
import dev.rearview.engine.pattern.Syntax.Choice;
import dev.rearview.engine.pattern.Syntax.One;
import dev.rearview.engine.pattern.Syntax.Repeat;
import dev.rearview.engine.pattern.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes must hold that a part of a pattern takes.
 *
 * @param whole the part takes one of these sequences and nothing else; null where they cannot be
 *     listed
 * @param first what it takes begins with one of these
 * @param last what it takes ends with one of these
 * @param requirement of what it takes, where {@code whole} is not known
 * @param sufficient whether every text with one of {@code whole} in it has the part in it
 */
record Needles(
    @Nullable List<List<ByteClass>> whole,
    List<List<ByteClass>> first,
    List<List<ByteClass>> last,
    Requirement requirement,
    boolean sufficient) {
  private static final List<List<ByteClass>> NOTHING = List.of(List.of());
  private static final Needles EMPTY = listed(NOTHING, true);
  private static final Needles UNKNOWN =
      new Needles(null, NOTHING, NOTHING, Requirement.ALWAYS, false);

  /** Most sequences listed of one part. */
  private static final int MOST = 64;

  /** Longest sequence of a list of several. */
  private static final int LONGEST = 32;

  static Needles of(Syntax syntax) {
    return switch (syntax) {
      case One one -> one(one.set());
      case Sequence sequence -> sequence(sequence.parts());
      case Choice choice -> choice(choice.branches().stream().map(Needles::of).toList());
      case Repeat repeat -> repeat(repeat);
      case Assertion assertion -> listed(NOTHING, false);
    };
  }

  /** What a text's bytes hold that the part is found in. */
  Requirement required() {
    return whole == null ? requirement : anyOf(whole);
  }

  /** Whether the part is found in every text that satisfies {@link #required}. */
  boolean isExact() {
    return whole != null && sufficient;
  }

  private static Needles listed(List<List<ByteClass>> whole, boolean sufficient) {
    return new Needles(whole, whole, whole, Requirement.ALWAYS, sufficient);
  }

  private static Needles one(CodePoints set) {
    if (set.contains('\n') || set.contains(CodePoints.REPLACEMENT)) {
      return UNKNOWN;
    }
    List<List<ByteClass>> sequences = Utf8Ranges.of(set);
    return sequences.size() > Utf8Ranges.MOST ? UNKNOWN : listed(sequences, true);
  }

  private static Needles sequence(List<Syntax> parts) {
    Needles all = EMPTY;
    for (Syntax part : parts) {
      all = all.then(of(part));
    }
    return all;
  }

  private Needles then(Needles next) {
    if (whole != null && next.whole != null && canJoin(whole, next.whole)) {
      return listed(join(whole, next.whole), sufficient && next.sufficient);
    }
    List<Requirement> both = new ArrayList<>();
    List<List<ByteClass>> middle;
    both.add(whole == null ? requirement : Requirement.ALWAYS);
    both.add(next.whole == null ? next.requirement : Requirement.ALWAYS);
    if (canJoin(last, next.first)) {
      middle = join(last, next.first);
      both.add(anyOf(middle));
    } else {
      middle = NOTHING;
      both.add(anyOf(last));
      both.add(anyOf(next.first));
    }
    return new Needles(
        null,
        whole != null && middle != NOTHING ? middle : first,
        next.whole != null && middle != NOTHING ? middle : next.last,
        Requirement.all(both),
        false);
  }

  private static boolean canJoin(List<List<ByteClass>> left, List<List<ByteClass>> right) {
    if (left.size() == 1 && right.size() == 1) {
      return true;
    }
    return left.size() * right.size() <= MOST && longest(left) + longest(right) <= LONGEST;
  }

  private static int longest(List<List<ByteClass>> sequences) {
    return sequences.stream().mapToInt(List::size).max().orElse(0);
  }

  private static List<List<ByteClass>> join(
      List<List<ByteClass>> left, List<List<ByteClass>> right) {
    List<List<ByteClass>> joined = new ArrayList<>(left.size() * right.size());
    for (List<ByteClass> start : left) {
      for (List<ByteClass> end : right) {
        List<ByteClass> both = new ArrayList<>(start);
        both.addAll(end);
        joined.add(both);
      }
    }
    return joined;
  }

  private static Needles choice(List<Needles> branches) {
    List<List<ByteClass>> whole = new ArrayList<>();
    boolean sufficient = true;
    for (Needles branch : branches) {
      if (branch.whole == null || whole.size() + branch.whole.size() > MOST) {
        return new Needles(
            null,
            NOTHING,
            NOTHING,
            Requirement.any(branches.stream().map(Needles::required).toList()),
            false);
      }
      whole.addAll(branch.whole);
      sufficient &= branch.sufficient;
    }
    return listed(whole, sufficient);
  }

  private static Needles repeat(Repeat repeat) {
    if (repeat.max() == 0) {
      return EMPTY;
    }
    Needles part = of(repeat.part());
    if (repeat.min() == 0) {
      return repeat.max() == 1 ? choice(List.of(part, EMPTY)) : UNKNOWN;
    }
    Needles copies = part;
    for (int i = 1; i < Math.min(repeat.min(), LONGEST); i++) {
      copies = copies.then(part);
    }
    return repeat.max() == Math.min(repeat.min(), LONGEST)
        ? copies
        : new Needles(null, copies.first, copies.last, copies.required(), false);
  }

  private static Requirement anyOf(List<List<ByteClass>> sequences) {
    List<Requirement> needles = new ArrayList<>();
    for (List<ByteClass> sequence : sequences) {
      needles.add(
          sequence.isEmpty() ? Requirement.ALWAYS : new Requirement.Contains(Needle.of(sequence)));
    }
    return Requirement.any(needles);
  }
}
