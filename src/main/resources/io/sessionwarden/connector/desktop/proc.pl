# Put in front of the scripts that look at desktops: what /proc says, and words that nothing can break out of.
use strict;
use Socket;
use Errno;
$SIG{PIPE} = 'IGNORE';

# A file of /proc as far as it can be read, and no more than so many bytes: 65536 unless told.
sub text {
    my ($path, $most) = (@_, 65536);
    open my $file, '<', $path or return '';
    my $text = '';
    while (length $text < $most && sysread $file, $text, $most - length $text, length $text) { }
    return $text;
}

# The whole of a table of the kernel's: from a part of it nothing can be told of what is not in it. Dies where it cannot be read
# to its end, or is longer than 64 MiB (some hundred thousand sockets).
sub whole {
    my ($path) = @_;
    open my $file, '<', $path or die "$path: $!\n";
    my $text = '';
    while (1) {
        my $read = sysread $file, $text, 1 << 16, length $text;
        die "$path: $!\n" unless defined $read;
        last unless $read;
        die "$path is longer than 64 MiB\n" if length $text > 1 << 26;
    }
    return $text;
}

# proc_pid_stat(5), from behind the name, which may hold anything; nothing where there is no such process.
sub look {
    my $line = text("/proc/$_[0]/stat", 4096);
    $line =~ /^\d+ \((.*)\) (.+)$/s or return;
    my ($name, @f) = ($1, split / /, $2);
    return { pid => $_[0], name => $name, state => $f[0], parent => $f[1], session => $f[3], cpu => $f[11] + $f[12], start => $f[19] };
}

sub alive { return $_[0] && $_[0]{state} !~ /^[ZX]/ }

# Every process but those of containers, whose pids and users mean something else here (NSpid in proc_pid_status(5)).
sub processes {
    opendir my $proc, '/proc' or die "/proc: $!\n";
    return map { $_->{pid} => $_ } map { look($_) // () } grep { /^\d+$/ } readdir $proc;
}

sub status {
    my ($pid, $key) = @_;
    return text("/proc/$pid/status") =~ /^$key:\t(.*)$/m ? $1 : '';
}

sub contained { return status($_[0], 'NSpid') =~ /\t/ }

sub uid { return status($_[0], 'Uid') =~ /^(\d+)/ ? $1 : '' }

sub words { return split /\0/, text("/proc/$_[0]/cmdline") }

# One word, whatever it holds: everything else but letters, digits and a few signs as %XX.
sub word {
    my $text = substr $_[0] // '', 0, 600;
    $text =~ s/([^A-Za-z0-9_.,:\/@=-])/sprintf '%%%02X', ord $1/ge;
    return $text eq '' ? '-' : $text;
}

sub told { return alive($_[0]) ? known($_[0]) : '-' }

# The same, also of a dead one that its parent has not taken note of.
sub known {
    my ($process) = @_;
    return join ':', @$process{qw(pid start state)}, word($process->{name}) =~ s/:/%3A/gr;
}

# Seconds since the boot, by a clock that cannot be set.
sub now { return text('/proc/uptime') =~ /^([\d.]+)/ ? $1 : die "/proc/uptime: $!\n" }

# Prints host BOOT_ID BOOTED_AT, the first line of every list; the latter in seconds since 1970.
sub host {
    my ($booted) = text('/proc/stat', 1 << 20) =~ /^btime (\d+)/m;
    print 'host ', text('/proc/sys/kernel/random/boot_id') =~ s/\s//gr, " $booted\n";
}

# Whether whoever asks sits in a desktop: one of these is above this very process.
sub asker {
    my ($all, @members) = @_;
    my %members = map { $_->{pid} => 1 } grep { $_ } @members;
    my $pid = $$;
    for (my $steps = 0; $steps < 64 && $pid > 1; $steps++) {
        return 'yes' if $members{$pid};
        $pid = $all->{$pid} ? $all->{$pid}{parent} : 0;
    }
    return 'no';
}
