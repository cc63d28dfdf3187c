package dev.rearview.broker;

/** The embedded broker cannot be used; the message says why and where. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
