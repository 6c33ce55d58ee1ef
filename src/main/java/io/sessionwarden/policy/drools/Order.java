package io.sessionwarden.policy.drools;

import java.util.Arrays;

/** How two numbers are compared. */
enum Order {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Order(String sign) {
        this.sign = sign;
    }

    static Order of(String sign) {
        return Arrays.stream(values())
                .filter(order -> order.sign.equals(sign))
                .findFirst()
                .orElseThrow();
    }

    /** As rules write it. */
    String sign() {
        return sign;
    }

    /** The one that holds for exchanged sides. */
    Order mirrored() {
        return switch (this) {
            case EQUAL, UNEQUAL -> this;
            case LESS -> MORE;
            case AT_MOST -> AT_LEAST;
            case MORE -> LESS;
            case AT_LEAST -> AT_MOST;
        };
    }
}
