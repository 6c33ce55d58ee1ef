package io.sessionwarden.connector.windows;

import io.sessionwarden.session.SessionState;
import java.util.Arrays;
import java.util.List;

/** The headers and state words of one language of Windows, and the code page of its consoles. */
enum Language {
    ENGLISH(
            "437",
            "SESSIONNAME|USERNAME|STATE|TYPE|DEVICE",
            "USERNAME|SESSIONNAME|STATE|IDLE TIME|LOGON TIME",
            "none",
            "Active Conn ConnQ Shadow Disc Idle Listen Reset Down Init"),
    GERMAN(
            "850",
            "SITZUNGSNAME|BENUTZERNAME|STATUS|TYP|GERÄT",
            "BENUTZERNAME|SITZUNGSNAME|STATUS|LEERLAUF|ANMELDEZEIT",
            "Kein",
            "Aktiv Verb. ConnQ Shadow Getr. Idle Abhör. Reset Down Init"),
    FRENCH(
            "850",
            "SESSION|UTILISATEUR|ÉTAT|TYPE|PÉRIPHÉRIQUE",
            "UTILISATEUR|SESSION|ÉTAT|TEMPS INACT|TEMPS SESSION",
            "aucun",
            "Actif Conn ConnQ Shadow Déco Idle Écouter Reset Down Init"),
    SPANISH(
            "850",
            "NOMBRE DE SESIÓN|NOMBRE DE USUARIO|ESTADO|TIPO|DISPOSITIVO",
            "NOMBRE USUARIO|NOMBRE SESIÓN|ESTADO|TIEMPO IN.|TIEMPO SESIÓN",
            "ninguno",
            "Activo Conn ConnQ Shadow Desc Idle Escuchar Reset Down Init"),
    ITALIAN(
            "850",
            "NOMESESSIONE|NOMEUTENTE|STATO|TIPO|DISPOSITIVO",
            "NOMEUTENTE|NOMESESSIONE|STATO|INATTIVITÀ|ACCESSO",
            "nessuno",
            "Attivo Conn ConnQ Shadow Disc Idle Ascolto Reset Down Init"),
    PORTUGUESE(
            "850",
            "SESSÃO|NOME DE USUÁRIO|ESTADO|TIPO|DISPOSITIVO",
            "NOME DE USUÁRIO|NOME DA SESSÃO|ESTADO|TEMPO OC.|HORA DO LOGON",
            "nenhum",
            "Ativo Conectado ConnQ Shadow Disco Idle Escutar Reset Down Init"),
    RUSSIAN(
            "866",
            "СЕАНС|ПОЛЬЗОВАТЕЛЬ|СТАТУС|ТИП|УСТР-ВО",
            "ПОЛЬЗОВАТЕЛЬ|СЕАНС|СТАТУС|БЕЗДЕЙСТВ.|ВРЕМЯ ВХОДА",
            "отсутствует",
            "Активно Подключено ConnQ Shadow Диск Idle Прием Reset Down Init"),
    JAPANESE(
            "932",
            "セッション名|ユーザー名|状態|種類|デバイス",
            "ユーザー名|セッション名|状態|アイドル時間|ログオン時刻",
            "なし",
            "Active Conn ConnQ Shadow Disc Idle Listen Reset Down Init"),
    CHINESE("936", "会话名|用户名|状态|类型|设备", "用户名|会话名|状态|空闲时间|登录时间", "无", "运行中 已连接 ConnQ Shadow 断开 Idle 侦听 Reset Down Init");

    final String codePage;
    final String notIdle;
    private final String sessionHeader;
    private final String userHeader;
    private final String words;

    Language(String codePage, String sessionHeader, String userHeader, String notIdle, String words) {
        this.codePage = codePage;
        this.sessionHeader = sessionHeader;
        this.userHeader = userHeader;
        this.notIdle = notIdle;
        this.words = words;
    }

    /** What stands above the columns of qwinsta, the ids' left out. */
    List<String> sessionHeader() {
        return Arrays.asList(sessionHeader.split("\\|", -1));
    }

    /** Likewise of quser. */
    List<String> userHeader() {
        return Arrays.asList(userHeader.split("\\|", -1));
    }

    String word(SessionState state) {
        return words.split(" ", -1)[Arrays.asList(SessionState.values()).indexOf(state)];
    }
}
