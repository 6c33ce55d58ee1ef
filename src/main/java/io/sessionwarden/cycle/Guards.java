package io.sessionwarden.cycle;

/**
 * What keeps the watchdog from harm that the rules know nothing of.
 *
 * @param holds why nothing automatic is begun
 * @param vantage whether the warden itself is in a state to judge
 * @param setClock moves along with the machine's clock
 */
record Guards(Holds holds, Vantage vantage, SetClock setClock) {

    static Guards of(Wiring wiring) {
        var vantage = new Vantage(wiring.servers().all().size(), wiring.steady());
        return new Guards(new Holds(wiring.ledger(), vantage, wiring.clock()), vantage, new SetClock(wiring, vantage));
    }
}
