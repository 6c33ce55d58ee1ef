package io.sessionwarden.author;

import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.policy.PolicyEdition.Content;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.TreeMap;

/** An edition as one line of text and back. Pure. */
final class EditionText {

    private static final String REVISION = "revision";
    private static final String BYTES = "bytes.";
    private static final String SHOWN = "shown.";

    private EditionText() {}

    static String of(PolicyEdition edition) {
        var texts = new TreeMap<String, String>();
        texts.put(REVISION, edition.revision());
        edition.files().forEach((name, file) -> {
            var bytes = new byte[file.bytes().remaining()];
            file.bytes().duplicate().get(bytes);
            texts.put(BYTES + name, Base64.getEncoder().encodeToString(bytes));
            texts.put(SHOWN + name, file.shown());
        });
        return FlatJson.write(texts);
    }

    static PolicyEdition read(String line) {
        var texts = FlatJson.read(line);
        var files = new TreeMap<String, Content>();
        texts.forEach((key, value) -> {
            if (key.startsWith(BYTES)) {
                var name = key.substring(BYTES.length());
                files.put(
                        name,
                        new Content(
                                texts.getOrDefault(SHOWN + name, name),
                                ByteBuffer.wrap(Base64.getDecoder().decode(value))));
            }
        });
        return new PolicyEdition(texts.getOrDefault(REVISION, ""), files);
    }
}
