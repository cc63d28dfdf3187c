package dev.rearview.engine.pattern;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * By vector instructions, a register at a time. Made by reflection and only where the module {@code
 * jdk.incubator.vector} has been added.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Byte> SPECIES = Registers.SPECIES;
  private static final int LANES = SPECIES.length();

  private final boolean tables;

  /**
   * @param tables whether looking bytes up in a register is an instruction; where it is compiled to
   *     a call, as in a native image, it is far slower than anything else
   */
  VectorKernels(boolean tables) {
    this.tables = tables;
  }

  @Override
  public Search one(Probed needle) {
    return new VectorNeedle(needle);
  }

  @Override
  public Search several(List<Probed> needles) {
    if (tables) {
      return new VectorNeedles(needles);
    }
    List<Probed> pairs = needles.stream().filter(VectorPairs::canBe).toList();
    List<List<Probed>> parts = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from += VectorPairs.MOST) {
      parts.add(pairs.subList(from, Math.min(pairs.size(), from + VectorPairs.MOST)));
    }
    needles.stream().filter(needle -> !VectorPairs.canBe(needle)).map(List::of).forEach(parts::add);
    return parts.size() == 1 ? atOnce(parts.getFirst()) : new InTurn(parts, this::atOnce);
  }

  private Search atOnce(List<Probed> needles) {
    return needles.size() == 1 ? one(needles.getFirst()) : new VectorPairs(needles);
  }

  @Override
  public int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= bytes.length - LANES && at < to; at += LANES) {
      long found = ByteVector.fromArray(SPECIES, bytes, at).eq((byte) '\n').toLong();
      if (found != 0) {
        return Math.min(to, at + Long.numberOfTrailingZeros(found));
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at, to);
  }

  @Override
  public int lines(byte[] bytes, int from, int to) {
    int count = 0;
    int at = from;
    for (; at <= to - LANES; at += LANES) {
      count += ByteVector.fromArray(SPECIES, bytes, at).eq((byte) '\n').trueCount();
    }
    for (; at < to; at++) {
      count += bytes[at] == '\n' ? 1 : 0;
    }
    return count;
  }

  @Override
  public int lineThatBeginsOtherwise(byte[] bytes, int from, int to, int usual) {
    int at = from;
    for (; at <= bytes.length - LANES - 1 && at < to - 1; at += LANES) {
      long found =
          ByteVector.fromArray(SPECIES, bytes, at)
              .eq((byte) '\n')
              .and(
                  ByteVector.fromArray(SPECIES, bytes, at + 1)
                      .compare(VectorOperators.NE, (byte) usual))
              .toLong();
      if (found != 0) {
        int place = at + Long.numberOfTrailingZeros(found) + 1;
        return place < to ? place : -1;
      }
    }
    for (; at < to - 1; at++) {
      if (bytes[at] == '\n' && bytes[at + 1] != (byte) usual) {
        return at + 1;
      }
    }
    return -1;
  }

  @Override
  public boolean markQuotes(byte[] bytes, int from, int to, long[] marks) {
    long odd = 0;
    int at = from;
    for (; at < to && at <= bytes.length - Long.SIZE; at += Long.SIZE) {
      long quotes = 0;
      long others = 0;
      for (int i = 0; i < Long.SIZE; i += LANES) {
        ByteVector some = ByteVector.fromArray(SPECIES, bytes, at + i);
        quotes |= some.eq((byte) '"').toLong() << i;
        others |=
            some.eq((byte) '\\').or(some.compare(VectorOperators.ULT, (byte) ' ')).toLong() << i;
      }
      marks[at - from >> 6] = quotes;
      odd |= to - at >= Long.SIZE ? others : others & (1L << to - at) - 1;
    }
    for (; at < to; at++) {
      odd |= Quotes.mark(marks, at - from, bytes[at]);
    }
    return odd == 0;
  }
}
