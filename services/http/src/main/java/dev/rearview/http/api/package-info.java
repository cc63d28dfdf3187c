/**
 * What every HTTP face shares: problem documents, cursors, media types, the reading of times, and
 * when a gRPC call on the HTTP port is over.
 *
 * <p>Start reading at {@link dev.rearview.http.api.Problem}; every refusal leaves as one, through
 * {@link dev.rearview.http.api.ProblemMapper}.
 */
@NullMarked
package dev.rearview.http.api;

import org.jspecify.annotations.NullMarked;
