package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalNameTest {

    @ParameterizedTest
    @CsvSource({
        "34816,pts/0",
        "34821,pts/5",
        "35072,pts/256",
        "1025,tty1",
        "1088,ttyS0",
        "1281,console",
        "58624,hvc0",
        "48128,ttyUSB0"
    })
    void namesTerminalsByTheirDeviceNumbers(int device, String name) {
        assertThat(TerminalName.of(device)).isEqualTo(name);
    }
}
