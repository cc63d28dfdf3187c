package dev.rearview.engine.pattern;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A probe at as many places at once as a register holds. */
final class VectorProbe {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

  private final int place;
  private final byte mask;
  private final byte low;
  private final byte width;

  VectorProbe(Probe probe) {
    place = probe.place();
    mask = probe.mask();
    low = probe.low();
    width = probe.width();
  }

  /** Where it says that the needle may start. Small, so that it always becomes part of a loop. */
  VectorMask<Byte> starts(byte[] bytes, int at) {
    return ByteVector.fromArray(SPECIES, bytes, at + place)
        .and(mask)
        .sub(low)
        .compare(VectorOperators.ULE, width);
  }
}
