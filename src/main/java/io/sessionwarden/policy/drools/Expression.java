package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A checked condition or message of a rule. It can read the fields of the one fact, compare and reckon, and nothing else:
 * there is no node that calls, loops, assigns or creates.
 */
sealed interface Expression {

    Kind kind();

    /**
     * Its value for this request.
     *
     * @throws ArithmeticException for a division by zero or a number too large
     */
    Object value(ResetRequest request);

    /** Adds its value to a text, as people read it. */
    default void write(ResetRequest request, StringBuilder text) {
        text.append(Kind.label(value(request)));
    }

    /** One spelling for one meaning: equal conditions of several rules are evaluated once by it. */
    String text();

    /** Its value where that is a yes-or-no. */
    default boolean holds(ResetRequest request) {
        return (Boolean) value(request);
    }

    /** Its value where that is a number. */
    default long number(ResetRequest request) {
        return (Long) value(request);
    }

    /** What is true or false: evaluated without making an object of the answer. */
    sealed interface Test extends Expression {
        @Override
        default Kind kind() {
            return Kind.FLAG;
        }

        @Override
        default Object value(ResetRequest request) {
            return holds(request);
        }

        @Override
        boolean holds(ResetRequest request);
    }

    record Literal(Kind kind, Object constant) implements Expression {
        @Override
        public Object value(ResetRequest request) {
            return constant;
        }

        @Override
        public String text() {
            return kind.equals(Kind.TEXT)
                    ? "\"" + ((String) constant).replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                    : Kind.label(constant);
        }
    }

    /** A name that is no field; it means something only beside a field whose words it belongs to. */
    record Word(String name, int offset) implements Expression {
        @Override
        public Kind kind() {
            return Kind.UNSETTLED;
        }

        @Override
        public Object value(ResetRequest request) {
            throw new IllegalStateException("the word " + name + " has found no meaning");
        }

        @Override
        public String text() {
            return name;
        }
    }

    record FieldValue(Field field) implements Expression {
        @Override
        public Kind kind() {
            return field.kind();
        }

        @Override
        public Object value(ResetRequest request) {
            return field.object().of(request);
        }

        @Override
        public boolean holds(ResetRequest request) {
            return field.flag().of(request);
        }

        @Override
        public long number(ResetRequest request) {
            return field.number().of(request);
        }

        @Override
        public void write(ResetRequest request, StringBuilder text) {
            if (kind().equals(Kind.NUMBER)) {
                text.append(number(request));
            } else {
                text.append(Kind.label(value(request)));
            }
        }

        @Override
        public String text() {
            return field.name();
        }
    }

    record Not(Expression of) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            return !of.holds(request);
        }

        @Override
        public String text() {
            return "!" + of.text();
        }
    }

    record Both(Expression left, Expression right) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            return left.holds(request) && right.holds(request);
        }

        @Override
        public String text() {
            return "(" + left.text() + " && " + right.text() + ")";
        }
    }

    record Either(Expression left, Expression right) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            return left.holds(request) || right.holds(request);
        }

        @Override
        public String text() {
            return "(" + left.text() + " || " + right.text() + ")";
        }
    }

    /** Two texts or two words of a choice, or two yes-or-nos, that are the same or are not. */
    record Same(Expression left, boolean wanted, Expression right) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            return left.value(request).equals(right.value(request)) == wanted;
        }

        @Override
        public String text() {
            return "(" + left.text() + (wanted ? " == " : " != ") + right.text() + ")";
        }
    }

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

    /** Two numbers in an order. */
    record Compare(Expression left, Order order, Expression right) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            long a = left.number(request);
            long b = right.number(request);
            return switch (order) {
                case EQUAL -> a == b;
                case UNEQUAL -> a != b;
                case LESS -> a < b;
                case AT_MOST -> a <= b;
                case MORE -> a > b;
                case AT_LEAST -> a >= b;
            };
        }

        @Override
        public String text() {
            return "(" + left.text() + " " + order.sign + " " + right.text() + ")";
        }
    }

    record Among(Expression of, List<Expression> choices) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            var value = of.value(request);
            for (var choice : choices) {
                if (value.equals(choice.value(request))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String text() {
            return choices.stream()
                    .map(Expression::text)
                    .collect(Collectors.joining(", ", "(" + of.text() + " in (", "))"));
        }
    }

    record Contains(Expression of, Expression part) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            return ((String) of.value(request)).contains((String) part.value(request));
        }

        @Override
        public String text() {
            return "(" + of.text() + " contains " + part.text() + ")";
        }
    }

    record Matches(Expression of, Pattern pattern) implements Test {
        @Override
        public boolean holds(ResetRequest request) {
            return pattern.matcher(new InterruptibleText((String) of.value(request)))
                    .matches();
        }

        @Override
        public String text() {
            return "(" + of.text() + " matches \"" + pattern + "\")";
        }
    }

    record Reckon(Expression left, char operator, Expression right) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public Object value(ResetRequest request) {
            return number(request);
        }

        @Override
        public long number(ResetRequest request) {
            long a = left.number(request);
            long b = right.number(request);
            return switch (operator) {
                case '+' -> Math.addExact(a, b);
                case '-' -> Math.subtractExact(a, b);
                case '*' -> Math.multiplyExact(a, b);
                case '/' -> a / b;
                default -> a % b;
            };
        }

        @Override
        public void write(ResetRequest request, StringBuilder text) {
            text.append(number(request));
        }

        @Override
        public String text() {
            return "(" + left.text() + " " + operator + " " + right.text() + ")";
        }
    }

    /** Texts and values, one after the other. */
    record Join(Expression left, Expression right) implements Expression {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public Object value(ResetRequest request) {
            var text = new StringBuilder(128);
            write(request, text);
            return text.toString();
        }

        @Override
        public void write(ResetRequest request, StringBuilder text) {
            left.write(request, text);
            right.write(request, text);
        }

        @Override
        public String text() {
            return "(" + left.text() + " + " + right.text() + ")";
        }
    }
}
