package io.sessionwarden.connector.windows;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.SecondDisplay;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sessions of a Windows host (Remote Desktop Services), over OpenSSH on that host. The account needs to be an
 * administrator there, or the rights that docs/connectors.md names; its shell may be cmd.exe or PowerShell.
 *
 * <p>Settings: {@code root}, the folder of Windows ({@code C:\Windows}); {@code codepage}, the code page of its commands, where
 * it is not the one that the host names; {@code listeners}, which must listen ({@code rdp-tcp}, or {@code none});
 * {@code states}, words of states that the program does not know, each {@code word=State}; {@code winlogon}, whether the rung
 * {@code force} may {@code end} the session's winlogon or shall {@code spare} it, as it does by itself.
 */
public final class WindowsConnector implements Connector {

    @Override
    public String name() {
        return WindowsHost.CONNECTOR;
    }

    @Override
    public boolean unix() {
        return false;
    }

    @Override
    public Map<String, Consumer<List<String>>> settings() {
        return Settings.CHECKS;
    }

    @Override
    public SessionHost open(Target target) {
        target.requireSettingsOf(this);
        return new WindowsHost(target, Settings.of(target.settings()));
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Down(), new StuckConnecting(), new SecondDisplay());
    }
}
