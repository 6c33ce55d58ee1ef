package io.sessionwarden.policy.drools;

/**
 * One word of a rule.
 *
 * @param type what it is
 * @param text the name, the digits, the operator, or what stands between the quotes
 * @param offset where it begins in its file
 */
record Token(Type type, String text, int offset) {

    enum Type {
        NAME,
        NUMBER,
        QUOTED,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return (type == Type.SYMBOL || type == Type.NAME) && text.equals(word);
    }

    /** How an error message names it. */
    String shown() {
        return switch (type) {
            case END -> "the end of the rule";
            case QUOTED -> "\"" + text + "\"";
            case NAME, NUMBER, SYMBOL -> "'" + text + "'";
        };
    }
}
