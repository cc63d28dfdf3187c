package dev.rearview.engine.scan;

import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.Platforms;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.SignedWord;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** System calls that a native image is linked with. */
@Platforms(Platform.LINUX.class)
final class ImageCalls implements SystemCalls {
  /** Bytes of a {@code struct iovec}, and one byte that nobody looks at. */
  private static final int ONE_BYTE = 2 * Long.BYTES + 1;

  @CFunction(value = "open", transition = Transition.NO_TRANSITION)
  private static native int open(PointerBase path, int flags);

  @CFunction(value = "close", transition = Transition.NO_TRANSITION)
  private static native int closeFile(int file);

  @CFunction(value = "pread", transition = Transition.NO_TRANSITION)
  private static native SignedWord pread(
      int file, PointerBase into, UnsignedWord length, long offset);

  @CFunction(value = "preadv2", transition = Transition.NO_TRANSITION)
  private static native SignedWord preadv2(
      int file, PointerBase vector, int count, long offset, int flags);

  @Override
  public int open(byte[] path) {
    byte[] ended = new byte[path.length + 1];
    System.arraycopy(path, 0, ended, 0, path.length);
    try (PinnedObject pinned = PinnedObject.create(ended)) {
      return open(pinned.addressOfArrayElement(0), OPEN_FLAGS);
    }
  }

  @Override
  public void close(int file) {
    int ignored = closeFile(file);
  }

  @Override
  public int read(int file, long offset, byte[] into, int at, int length) {
    try (PinnedObject pinned = PinnedObject.create(into)) {
      UnsignedWord most = WordFactory.unsigned(length);
      return (int) pread(file, pinned.addressOfArrayElement(at), most, offset).rawValue();
    }
  }

  @Override
  public int isAtHand(int file, long offset) {
    Pointer vector = StackValue.get(ONE_BYTE);
    vector.writeWord(0, vector.add(2 * Long.BYTES));
    vector.writeLong(Long.BYTES, 1);
    return (int) preadv2(file, vector, 1, offset, RWF_NOWAIT).rawValue();
  }
}
