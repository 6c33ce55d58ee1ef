package io.sessionwarden.connector.windows;

import io.sessionwarden.session.SessionState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The headers and state words of one language of Windows, and the code page of its consoles. */
enum Language {
    ENGLISH(
            "437",
            List.of("SESSIONNAME", "USERNAME", "STATE", "TYPE", "DEVICE"),
            List.of("USERNAME", "SESSIONNAME", "STATE", "IDLE TIME", "LOGON TIME"),
            "none",
            "Active Conn ConnQ Shadow Disc Idle Listen Reset Down Init"),
    GERMAN(
            "850",
            List.of("SITZUNGSNAME", "BENUTZERNAME", "STATUS", "TYP", "GERÄT"),
            List.of("BENUTZERNAME", "SITZUNGSNAME", "STATUS", "LEERLAUF", "ANMELDEZEIT"),
            "Kein",
            "Aktiv Verb. ConnQ Shadow Getr. Idle Abhör. Reset Down Init"),
    FRENCH(
            "850",
            List.of("SESSION", "UTILISATEUR", "ÉTAT", "TYPE", "PÉRIPHÉRIQUE"),
            List.of("UTILISATEUR", "SESSION", "ÉTAT", "TEMPS INACT", "TEMPS SESSION"),
            "aucun",
            "Actif Conn ConnQ Shadow Déco Idle Écouter Reset Down Init"),
    SPANISH(
            "850",
            List.of("NOMBRE DE SESIÓN", "NOMBRE DE USUARIO", "ESTADO", "TIPO", "DISPOSITIVO"),
            List.of("NOMBRE USUARIO", "NOMBRE SESIÓN", "ESTADO", "TIEMPO IN.", "TIEMPO SESIÓN"),
            "ninguno",
            "Activo Conn ConnQ Shadow Desc Idle Escuchar Reset Down Init"),
    ITALIAN(
            "850",
            List.of("NOMESESSIONE", "NOMEUTENTE", "STATO", "TIPO", "DISPOSITIVO"),
            List.of("NOMEUTENTE", "NOMESESSIONE", "STATO", "INATTIVITÀ", "ACCESSO"),
            "nessuno",
            "Attivo Conn ConnQ Shadow Disc Idle Ascolto Reset Down Init"),
    PORTUGUESE(
            "850",
            List.of("SESSÃO", "NOME DE USUÁRIO", "ESTADO", "TIPO", "DISPOSITIVO"),
            List.of("NOME DE USUÁRIO", "NOME DA SESSÃO", "ESTADO", "TEMPO OC.", "HORA DO LOGON"),
            "nenhum",
            "Ativo Conectado ConnQ Shadow Disco Idle Escutar Reset Down Init"),
    RUSSIAN(
            "866",
            List.of("СЕАНС", "ПОЛЬЗОВАТЕЛЬ", "СТАТУС", "ТИП", "УСТР-ВО"),
            List.of("ПОЛЬЗОВАТЕЛЬ", "СЕАНС", "СТАТУС", "БЕЗДЕЙСТВ.", "ВРЕМЯ ВХОДА"),
            "отсутствует",
            "Активно Подключено ConnQ Shadow Диск Idle Прием Reset Down Init"),
    JAPANESE(
            "932",
            List.of("セッション名", "ユーザー名", "状態", "種類", "デバイス"),
            List.of("ユーザー名", "セッション名", "状態", "アイドル時間", "ログオン時刻"),
            "なし",
            "Active Conn ConnQ Shadow Disc Idle Listen Reset Down Init"),
    CHINESE(
            "936",
            List.of("会话名", "用户名", "状态", "类型", "设备"),
            List.of("用户名", "会话名", "状态", "空闲时间", "登录时间"),
            "无",
            "运行中 已连接 ConnQ Shadow 断开 Idle 侦听 Reset Down Init");

    final String codePage;
    final List<String> sessionHeader;
    final List<String> userHeader;
    final String notIdle;
    private final Map<SessionState, String> words = new EnumMap<>(SessionState.class);

    Language(String codePage, List<String> sessionHeader, List<String> userHeader, String notIdle, String words) {
        this.codePage = codePage;
        this.sessionHeader = sessionHeader;
        this.userHeader = userHeader;
        this.notIdle = notIdle;
        var each = words.split(" ", -1);
        for (int i = 0; i < each.length; i++) {
            this.words.put(SessionState.values()[i], each[i]);
        }
    }

    String word(SessionState state) {
        return words.getOrDefault(state, "?");
    }
}
