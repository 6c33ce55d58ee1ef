/**
 * Starting and stopping: configuration, trust checks, and the one class whose constructor calls are the object graph.
 */
@NullMarked
package io.sessionwarden.app;

import org.jspecify.annotations.NullMarked;
