package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.drools.Field.Amount;
import io.sessionwarden.policy.drools.Field.Any;
import io.sessionwarden.policy.drools.Field.Flag;
import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A checked condition or message of a rule. It can read the fields of the one fact, compare and reckon, and nothing else:
 * there is no node that calls, loops, assigns or creates.
 */
sealed interface Expression {

    Kind kind();

    /**
     * What reads its value from a request. The tree is walked once, here, and not for each request.
     *
     * <p>Where a number is too large or divided by nought, what reads it throws an {@link ArithmeticException}.
     */
    Any value();

    /** One spelling for one meaning: equal conditions of several rules are evaluated once by it. */
    String text();

    /** What reads its value where that is a yes-or-no. */
    default Flag test() {
        var value = value();
        return request -> (Boolean) value.of(request);
    }

    /** What reads its value where that is a number. */
    default Amount number() {
        var value = value();
        return request -> (Long) value.of(request);
    }

    /** What adds its value to a text, as people read it; what hosts and users chose, cleaned. */
    default Writer writer() {
        if (kind().equals(Kind.NUMBER)) {
            var number = number();
            return (request, text) -> text.append(number.of(request));
        }
        var value = value();
        return kind().equals(Kind.TEXT)
                ? (request, text) -> text.append(ForeignText.clean((String) value.of(request), Integer.MAX_VALUE))
                : (request, text) -> text.append(Kind.label(value.of(request)));
    }

    /** Adds something about a request to a text. */
    interface Writer {
        void write(ResetRequest request, StringBuilder text);
    }

    /** What is true or false: evaluated without making an object of the answer. */
    sealed interface Test extends Expression {
        @Override
        default Kind kind() {
            return Kind.FLAG;
        }

        @Override
        default Any value() {
            var test = test();
            return test::of;
        }

        @Override
        Flag test();
    }

    /** What is a number: likewise. */
    sealed interface Calculation extends Expression {
        @Override
        default Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        default Any value() {
            var number = number();
            return number::of;
        }

        @Override
        Amount number();
    }

    record Literal(Kind kind, Object constant) implements Expression {
        @Override
        public Any value() {
            return request -> constant;
        }

        @Override
        public Amount number() {
            long number = (Long) constant;
            return request -> number;
        }

        @Override
        public Writer writer() {
            var clean = ForeignText.clean(Kind.label(constant), Integer.MAX_VALUE);
            return (request, text) -> text.append(clean);
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
        public Any value() {
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
        public Any value() {
            return field.object();
        }

        @Override
        public Flag test() {
            return field.flag();
        }

        @Override
        public Amount number() {
            return field.number();
        }

        @Override
        public String text() {
            return field.name();
        }
    }

    record Not(Expression of) implements Test {
        @Override
        public Flag test() {
            var test = of.test();
            return request -> !test.of(request);
        }

        @Override
        public String text() {
            return "!" + of.text();
        }
    }

    record Both(Expression left, Expression right) implements Test {
        @Override
        public Flag test() {
            var tests = chain().map(Expression::test).toArray(Flag[]::new);
            return request -> {
                for (var test : tests) {
                    if (!test.of(request)) {
                        return false;
                    }
                }
                return true;
            };
        }

        /** All that are joined, in one row: each step of a tree costs as much as a condition. */
        private Stream<Expression> chain() {
            return Stream.of(left, right).flatMap(side -> side instanceof Both both ? both.chain() : Stream.of(side));
        }

        @Override
        public String text() {
            return "(" + left.text() + " && " + right.text() + ")";
        }
    }

    record Either(Expression left, Expression right) implements Test {
        @Override
        public Flag test() {
            return any(chain().map(Expression::test).toArray(Flag[]::new));
        }

        /** What holds where one of these does. */
        static Flag any(Flag... tests) {
            return request -> {
                for (var test : tests) {
                    if (test.of(request)) {
                        return true;
                    }
                }
                return false;
            };
        }

        private Stream<Expression> chain() {
            return Stream.of(left, right)
                    .flatMap(side -> side instanceof Either either ? either.chain() : Stream.of(side));
        }

        @Override
        public String text() {
            return "(" + left.text() + " || " + right.text() + ")";
        }
    }

    /** Two texts or two words of a choice, or two yes-or-nos, that are the same or are not. */
    record Same(Expression left, boolean wanted, Expression right) implements Test {
        @Override
        public Flag test() {
            var a = left.value();
            if (right instanceof Literal literal) {
                var constant = literal.constant();
                return wanted ? request -> constant.equals(a.of(request)) : request -> !constant.equals(a.of(request));
            }
            var b = right.value();
            return wanted
                    ? request -> a.of(request).equals(b.of(request))
                    : request -> !a.of(request).equals(b.of(request));
        }

        @Override
        public String text() {
            return "(" + left.text() + (wanted ? " == " : " != ") + right.text() + ")";
        }
    }

    /** Two numbers in an order. */
    record Compare(Expression left, Order order, Expression right) implements Test {
        @Override
        public Flag test() {
            return right instanceof Literal literal
                    ? test(left.number(), (Long) literal.constant())
                    : test(left.number(), right.number());
        }

        /** Most numbers are compared with a constant: not to read it as if it were a field is a third of the work. */
        private Flag test(Amount a, long b) {
            return switch (order) {
                case EQUAL -> request -> a.of(request) == b;
                case UNEQUAL -> request -> a.of(request) != b;
                case LESS -> request -> a.of(request) < b;
                case AT_MOST -> request -> a.of(request) <= b;
                case MORE -> request -> a.of(request) > b;
                case AT_LEAST -> request -> a.of(request) >= b;
            };
        }

        private Flag test(Amount a, Amount b) {
            return switch (order) {
                case EQUAL -> request -> a.of(request) == b.of(request);
                case UNEQUAL -> request -> a.of(request) != b.of(request);
                case LESS -> request -> a.of(request) < b.of(request);
                case AT_MOST -> request -> a.of(request) <= b.of(request);
                case MORE -> request -> a.of(request) > b.of(request);
                case AT_LEAST -> request -> a.of(request) >= b.of(request);
            };
        }

        @Override
        public String text() {
            return "(" + left.text() + " " + order.sign() + " " + right.text() + ")";
        }
    }

    record Among(Expression of, List<Expression> choices) implements Test {
        @Override
        public Flag test() {
            var value = of.value();
            var these = choices.stream().map(Expression::value).toList();
            return request -> among(value.of(request), these, request);
        }

        private static boolean among(Object value, List<Any> these, ResetRequest request) {
            for (var choice : these) {
                if (value.equals(choice.of(request))) {
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
        public Flag test() {
            var whole = of.value();
            var piece = part.value();
            return request -> ((String) whole.of(request)).contains((String) piece.of(request));
        }

        @Override
        public String text() {
            return "(" + of.text() + " contains " + part.text() + ")";
        }
    }

    record Matches(Expression of, Pattern pattern) implements Test {
        @Override
        public Flag test() {
            var value = of.value();
            return request -> pattern.matcher(new InterruptibleText((String) value.of(request)))
                    .matches();
        }

        @Override
        public String text() {
            return "(" + of.text() + " matches " + new Literal(Kind.TEXT, pattern.pattern()).text() + ")";
        }
    }

    record Reckon(Expression left, char operator, Expression right) implements Calculation {
        @Override
        public Amount number() {
            var a = left.number();
            var b = right.number();
            return switch (operator) {
                case '+' -> request -> Math.addExact(a.of(request), b.of(request));
                case '-' -> request -> Math.subtractExact(a.of(request), b.of(request));
                case '*' -> request -> Math.multiplyExact(a.of(request), b.of(request));
                case '/' -> request -> a.of(request) / b.of(request);
                default -> request -> a.of(request) % b.of(request);
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
        public Any value() {
            var first = left.value();
            var second = right.value();
            return request -> Kind.label(first.of(request)) + Kind.label(second.of(request));
        }

        @Override
        public Writer writer() {
            var writers = chain().map(Expression::writer).toArray(Writer[]::new);
            return (request, text) -> {
                for (var writer : writers) {
                    writer.write(request, text);
                }
            };
        }

        private Stream<Expression> chain() {
            return Stream.of(left, right).flatMap(side -> side instanceof Join join ? join.chain() : Stream.of(side));
        }

        @Override
        public String text() {
            return "(" + left.text() + " + " + right.text() + ")";
        }
    }
}
