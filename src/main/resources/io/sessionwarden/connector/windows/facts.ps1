$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$os = Get-CimInstance Win32_OperatingSystem -Property LastBootUpTime
"boot $($os.LastBootUpTime.ToUniversalTime().ToString('s'))Z"
"computer $([uri]::EscapeDataString($env:COMPUTERNAME))"
"codepage $((Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\Nls\CodePage').OEMCP)"
$shells = 'explorer', 'sihost', 'taskhostw', 'taskhost', 'rdpclip', 'rdpinit', 'rdpshell'
$named = ($shells | ForEach-Object { "Name='$_.exe'" }) -join ' OR '
$seen = @{}
Get-CimInstance Win32_Process -Filter "SessionId<>0 AND ($named)" | ForEach-Object {
    $key = "$($_.SessionId) $($_.Name)"
    if ($seen[$key] -lt 3) {
        $seen[$key] += 1
        try {
            $owner = Invoke-CimMethod -InputObject $_ -MethodName GetOwner
            $sid = Invoke-CimMethod -InputObject $_ -MethodName GetOwnerSid
            if ($owner.ReturnValue -eq 0 -and $sid.ReturnValue -eq 0) {
                "owner $($_.SessionId) $($sid.Sid) $([uri]::EscapeDataString($owner.Domain)) $([uri]::EscapeDataString($owner.User))"
            }
        } catch {
            # It ended meanwhile, or may not be asked: then another of its processes tells whose the session is, or nobody.
        }
    }
}
'end'
