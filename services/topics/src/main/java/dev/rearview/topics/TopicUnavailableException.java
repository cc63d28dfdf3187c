package dev.rearview.topics;

/** A topic cannot be read: the broker does not know it, or does not give what it promised. */
public final class TopicUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicUnavailableException(String message) {
    super(message);
  }

  TopicUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
