/**
 * A deterministic simulation of everything around the flow: servers whose sessions fall sick, end and reuse ids, slow and
 * silent connectors, crashes of the warden between any two of its steps, people who ask, approve and reject. One seed, one
 * course of events. After every event the invariants are checked.
 */
@NullMarked
package io.sessionwarden.simulation;

import org.jspecify.annotations.NullMarked;
