package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import java.util.List;
import java.util.Objects;
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

    /** One spelling for one meaning: equal conditions of several rules are evaluated once by it. */
    String text();

    default boolean holds(ResetRequest request) {
        return (Boolean) value(request);
    }

    default long number(ResetRequest request) {
        return (Long) value(request);
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
            return field.value(request);
        }

        @Override
        public String text() {
            return field.name();
        }
    }

    record Not(Expression of) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object value(ResetRequest request) {
            return !of.holds(request);
        }

        @Override
        public String text() {
            return "!" + of.text();
        }
    }

    record Both(Expression left, Expression right) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object value(ResetRequest request) {
            return left.holds(request) && right.holds(request);
        }

        @Override
        public String text() {
            return "(" + left.text() + " && " + right.text() + ")";
        }
    }

    record Either(Expression left, Expression right) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object value(ResetRequest request) {
            return left.holds(request) || right.holds(request);
        }

        @Override
        public String text() {
            return "(" + left.text() + " || " + right.text() + ")";
        }
    }

    record Compare(Expression left, String operator, Expression right) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object value(ResetRequest request) {
            return switch (operator) {
                case "==" -> Objects.equals(left.value(request), right.value(request));
                case "!=" -> !Objects.equals(left.value(request), right.value(request));
                case "<" -> left.number(request) < right.number(request);
                case "<=" -> left.number(request) <= right.number(request);
                case ">" -> left.number(request) > right.number(request);
                case ">=" -> left.number(request) >= right.number(request);
                default -> throw new IllegalStateException("no such comparison: " + operator);
            };
        }

        @Override
        public String text() {
            return "(" + left.text() + " " + operator + " " + right.text() + ")";
        }
    }

    record Among(Expression of, List<Expression> choices) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object value(ResetRequest request) {
            var value = of.value(request);
            return choices.stream().anyMatch(choice -> value.equals(choice.value(request)));
        }

        @Override
        public String text() {
            return choices.stream()
                    .map(Expression::text)
                    .collect(Collectors.joining(", ", "(" + of.text() + " in (", "))"));
        }
    }

    record Contains(Expression of, Expression part) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object value(ResetRequest request) {
            return ((String) of.value(request)).contains((String) part.value(request));
        }

        @Override
        public String text() {
            return "(" + of.text() + " contains " + part.text() + ")";
        }
    }

    record Matches(Expression of, Pattern pattern) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object value(ResetRequest request) {
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
            return Kind.label(left.value(request)) + Kind.label(right.value(request));
        }

        @Override
        public String text() {
            return "(" + left.text() + " + " + right.text() + ")";
        }
    }
}
