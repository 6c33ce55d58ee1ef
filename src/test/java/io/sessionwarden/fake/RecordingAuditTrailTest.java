package io.sessionwarden.fake;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.AuditTrailContract;

class RecordingAuditTrailTest extends AuditTrailContract {

    private final AuditTrail trail = new RecordingAuditTrail(clock);

    @Override
    protected AuditTrail trail() {
        return trail;
    }
}
