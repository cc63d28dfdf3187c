package dev.rearview.bench.measure;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Functions of the C library that Java has nothing for. */
final class CLibrary {
  private static final Linker LINKER = Linker.nativeLinker();

  private CLibrary() {}

  /**
   * A function that gives an int.
   *
   * @param arguments a letter for each: {@code a} for an address, {@code i} for an int
   */
  static MethodHandle function(String name, String arguments) {
    ValueLayout[] layouts =
        arguments
            .chars()
            .mapToObj(c -> c == 'a' ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT)
            .toArray(ValueLayout[]::new);
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts));
  }
}
