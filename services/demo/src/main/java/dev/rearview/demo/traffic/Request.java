package dev.rearview.demo.traffic;

/**
 * One request of a user as it arrives.
 *
 * @param atMicros when it reaches the web server, epoch microseconds
 * @param seed of everything random about it
 */
record Request(
    long atMicros,
    Journey journey,
    String requestId,
    String traceId,
    String sessionId,
    String userId,
    String ip,
    String item,
    int itemsInCart,
    long seed) {}
