package org.p2vworkbench.fixups.windows.network;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.p2vworkbench.fixups.guest.Content;

/**
 * Batch files for what can only be done while Windows runs. The first is started by Windows before anybody logs on
 * (SYSTEM\Setup), when little works yet: it puts that setting back before anything else, so that it runs once whatever
 * happens, and has the second run at the next starts of the machine. The second tries a few times and then takes itself
 * away; a file named {@code stop} beside it keeps it from doing anything.
 *
 * <p>The second is a scheduled task; where the scheduler does not answer so early, it is a service, which Windows then
 * reports as not answering (1053) while its child goes on.
 *
 * <p>Only commands are used that the release has, and no shell of later ones: {@code wmic} to 8.1, PowerShell from 10 on,
 * which is about to lose wmic.
 */
final class FirstStartScript {

    static final String FOLDER = "p2v";
    static final String START = "start.cmd";
    static final String WORK = "work.cmd";
    private static final String TASK = "p2v-first-start";
    private static final int TRIES = 5;

    private final List<AddressMove> moves;
    private final boolean powerShell;

    FirstStartScript(List<AddressMove> moves, boolean powerShell) {
        this.moves = moves;
        this.powerShell = powerShell;
    }

    Content start() {
        return batch("""
                @echo off
                rem Made by p2v. Runs once, before anybody logs on.
                reg add HKLM\\SYSTEM\\Setup /v SetupType /t REG_DWORD /d 0 /f
                reg add HKLM\\SYSTEM\\Setup /v CmdLine /t REG_SZ /d "" /f
                schtasks /create /tn %1$s /ru SYSTEM /sc onstart /tr "%%SystemRoot%%\\%2$s\\%3$s" /f
                if not errorlevel 1 exit /b 0
                set run=%%SystemRoot%%\\system32\\cmd.exe
                sc create %1$s start= auto binPath= "%%run%% /c start /b %%run%% /c %%SystemRoot%%\\%2$s\\%3$s"
                exit /b 0
                """.formatted(TASK, FOLDER, WORK));
    }

    Content work() {
        StringBuilder text = new StringBuilder("""
                @echo off
                rem Made by p2v. Gives the addresses of the old network cards to those that have their MAC address now.
                setlocal enabledelayedexpansion
                cd /d "%%SystemRoot%%\\%s"
                if exist stop goto done
                set /a tries=0
                if exist tries.txt set /p tries=<tries.txt
                set /a tries+=1
                >tries.txt echo !tries!
                if !tries! gtr %d goto done
                set missing=0
                >>log.txt echo try !tries! on %%date%% %%time%%
                ping -n 60 127.0.0.1 >nul
                """.formatted(FOLDER, TRIES));
        moves.forEach(move -> text.append(card(move)));
        text.append("""
                if !missing! gtr 0 goto end
                :done
                schtasks /delete /tn %1$s /f
                sc delete %1$s
                >>log.txt echo done
                :end
                exit /b 0
                """.formatted(TASK));
        return batch(text.toString());
    }

    private String card(AddressMove move) {
        StringBuilder text = new StringBuilder("set name=\n");
        text.append(find(move.mac()));
        text.append("if not defined name (\n  >>log.txt echo no card with ").append(move.mac());
        text.append("\n  set missing=1\n) else (\n");
        for (int i = 0; i < move.card().addresses().size(); i++) {
            String address = move.card().addresses().get(i);
            String mask = move.card().masks().get(i);
            String verb = i == 0 ? "set address name=\"!name!\" source=static" : "add address name=\"!name!\"";
            String gateway = i == 0 && !move.card().gateways().isEmpty()
                    ? " gateway=%s gwmetric=1".formatted(move.card().gateways().get(0))
                    : "";
            text.append("  netsh interface ip %s addr=%s mask=%s%s >>log.txt 2>&1\n"
                    .formatted(verb, address, mask, gateway));
        }
        for (int i = 0; i < move.card().nameServers().size(); i++) {
            String verb = i == 0 ? "set dns name=\"!name!\" source=static" : "add dns name=\"!name!\"";
            text.append("  netsh interface ip %s addr=%s >>log.txt 2>&1\n"
                    .formatted(verb, move.card().nameServers().get(i)));
        }
        return text.append(")\n").toString();
    }

    /** The second loop takes off the carriage return that wmic leaves at the end of its lines. */
    private String find(String mac) {
        String upper = mac.toUpperCase(Locale.ROOT);
        String query = powerShell
                ? "powershell -NoProfile -Command \"(Get-NetAdapter | Where-Object MacAddress -eq '%s').Name\""
                        .formatted(upper.replace(':', '-'))
                : "wmic nic where \"MACAddress='%s' and NetConnectionID is not null\" get NetConnectionID /value ^| find \"=\""
                        .formatted(upper);
        String options = powerShell ? "delims=" : "tokens=2 delims==";
        return "for /f \"%s\" %%%%n in ('%s') do for /f \"delims=\" %%%%m in (\"%%%%n\") do set \"name=%%%%m\"%n"
                .formatted(options, query)
                .replace(System.lineSeparator(), "\n");
    }

    private static Content batch(String text) {
        return Content.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
