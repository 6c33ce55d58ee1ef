/**
 * Starting and stopping: who may start it, and the one class whose constructor calls are the object graph. Configuration is
 * read in {@code app.config}.
 */
@NullMarked
package io.sessionwarden.app;

import org.jspecify.annotations.NullMarked;
