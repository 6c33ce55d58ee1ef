package io.sessionwarden.fake;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.cycle.LedgerContract;

class FakeLedgerTest extends LedgerContract {

    private final AuditTrail trail = new RecordingAuditTrail();
    private final Ledger ledger = new FakeLedger(trail);

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected AuditTrail trail() {
        return trail;
    }
}
