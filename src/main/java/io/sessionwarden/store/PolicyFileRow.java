package io.sessionwarden.store;

import io.sessionwarden.policy.PolicyEdition.Content;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import org.hibernate.annotations.Immutable;

/** One file of an edition of the policy. Its path and revision are there for queries to ask for. */
@SuppressWarnings("UnusedVariable")
@Entity
@Immutable
@Table(name = "policy_file")
class PolicyFileRow {

    @Id
    private String path;

    private String revision;
    private String name;

    private String shown;
    private byte[] content;

    @SuppressWarnings("NullAway.Init")
    protected PolicyFileRow() {}

    PolicyFileRow(String revision, String name, Content file) {
        this.path = revision + "/" + name;
        this.revision = revision;
        this.name = name;
        this.shown = file.shown();
        var bytes = file.bytes().duplicate();
        this.content = new byte[bytes.remaining()];
        bytes.get(content);
    }

    String name() {
        return name;
    }

    Content file() {
        return new Content(shown, ByteBuffer.wrap(content));
    }
}
