/**
 * Calls in and out. In: {@link dev.rearview.query.api.QueryResource} takes statements over HTTP,
 * and the nodes' own word comes from {@code rearview.nodes}. Out: gRPC to scanners and services,
 * whose messages become records and rows here. {@code statement} does the answering.
 */
@NullMarked
package dev.rearview.query.api;

import org.jspecify.annotations.NullMarked;
