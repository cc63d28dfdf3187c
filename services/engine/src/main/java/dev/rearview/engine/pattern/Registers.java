package dev.rearview.engine.pattern;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector registers that are searched with. */
final class Registers {
  /**
   * As wide as the processor's; or as the property {@code rearview.vector.bits} says, which a
   * native image needs: it is made on one machine for others.
   */
  static final VectorSpecies<Byte> SPECIES = ofBits(Integer.getInteger("rearview.vector.bits", 0));

  private Registers() {}

  /**
   * Registers of so many bits.
   *
   * @param bits 128, 256 or 512; 0 for the processor's
   */
  static VectorSpecies<Byte> ofBits(int bits) {
    return switch (bits) {
      case 0 -> ByteVector.SPECIES_PREFERRED;
      case 128 -> ByteVector.SPECIES_128;
      case 256 -> ByteVector.SPECIES_256;
      case 512 -> ByteVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "rearview.vector.bits must be 128, 256 or 512, not " + bits);
    };
  }
}
