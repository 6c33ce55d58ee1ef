package io.sessionwarden.control.wire;

import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import java.util.List;

/** What comes over the socket, and what stands in the trail. */
public final class MessageFuzz {

    private MessageFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofText(
                        "request",
                        MessageFuzz::request,
                        "{\"command\": \"reset session\", \"args\": {\"what\": \"7\", \"v\": \"true\"}}",
                        "{\"args\":{},\"command\":\"a\\u00e4\\n\"}"),
                FuzzTarget.ofText(
                        "reply",
                        MessageFuzz::reply,
                        "{\"exit\": 1, \"out\": \"\", \"err\": \"no\"}",
                        "{\"out\": \"x\"}"),
                FuzzTarget.ofText("trail-json", MessageFuzz::trail, "{\"a\":\"b\\u001f\\\"\",\"c\":\"\"}", "{}"));
    }

    private static void request(Input input) {
        Request read;
        try {
            read = Request.ofLine(input.rest());
        } catch (IllegalArgumentException declared) {
            return;
        }
        same(read, Request.ofLine(read.toLine()));
    }

    private static void reply(Input input) {
        Reply read;
        try {
            read = Reply.ofLine(input.rest());
        } catch (IllegalArgumentException declared) {
            return;
        }
        same(read.out(), Reply.ofLine(read.toLine()).out());
    }

    private static void trail(Input input) {
        try {
            var read = FlatJson.read(input.rest());
            same(FlatJson.write(read), FlatJson.write(FlatJson.read(FlatJson.write(read))));
        } catch (IllegalArgumentException declared) {
            // It says where it could not go on.
        }
    }

    private static void same(Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError(one + " comes back as " + other);
        }
    }
}
