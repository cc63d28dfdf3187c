package dev.rearview.streams;

/** A store cannot be asked now; trying again after a moment helps. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreUnavailableException(String store, String state, Throwable cause) {
    super("store '%s' cannot be asked while its instance is %s".formatted(store, state), cause);
  }
}
