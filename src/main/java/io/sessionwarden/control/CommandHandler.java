package io.sessionwarden.control;

import io.sessionwarden.control.wire.Request;

/** One command of the socket. Safe for use by several threads; a fault is thrown, and ends this one answer only. */
@FunctionalInterface
interface CommandHandler {

    Answer handle(Peer peer, Request request);
}
