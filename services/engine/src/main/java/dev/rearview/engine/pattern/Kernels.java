package dev.rearview.engine.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loops that touch every byte, in the form that is fastest where it runs. */
interface Kernels {
  /** Most needles of one search. */
  int MOST_NEEDLES = 64;

  /** Looks for one needle. */
  Search one(Probed needle);

  /** Looks for at least one and at most {@link #MOST_NEEDLES}, all with windows. */
  Search several(List<Probed> needles);

  /** As {@link Lines#end}. */
  int lineEnd(byte[] bytes, int from, int to);

  /** The first byte, behind a newline, that is not the usual one; -1 where there is none. */
  default int lineThatBeginsOtherwise(byte[] bytes, int from, int to, int usual) {
    int at = lineEnd(bytes, from, to) + 1;
    while (at < to && (bytes[at] & 0xFF) == usual) {
      at = lineEnd(bytes, at, to) + 1;
    }
    return at < to ? at : -1;
  }

  /** As {@link Lines#count}. */
  int lines(byte[] bytes, int from, int to);

  /** As {@link Quotes#mark}. */
  boolean markQuotes(byte[] bytes, int from, int to, long[] marks);

  /**
   * By vectors where the Java virtual machine has been given the module for them ({@code
   * --add-modules jdk.incubator.vector}) and the property {@code rearview.vector} is not false;
   * else the portable ones.
   */
  static Kernels best() {
    return best(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        System.getProperty("rearview.vector"));
  }

  /**
   * As {@link #best()}.
   *
   * @param vectors whether the module is there
   * @param wanted the property; null where it is not set
   */
  static Kernels best(boolean vectors, @Nullable String wanted) {
    return vectors && !"false".equals(wanted)
        ? named(
            "dev.rearview.engine.pattern.VectorKernels",
            System.getProperty("org.graalvm.nativeimage.imagecode") == null)
        : new PortableKernels();
  }

  /** By reflection, so that their class is not looked at where the module is not. */
  static Kernels named(String className, boolean tables) {
    try {
      return (Kernels)
          Class.forName(className).getDeclaredConstructor(boolean.class).newInstance(tables);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no kernels " + className, e);
    }
  }
}
