# Takes one rung with one desktop, if it is still that one: lets it go on, or ends it. Every process is
# held by a pidfd before it is looked at again, so that no signal can reach another one (Linux 5.3 or later).
#   $0 the boot's id   $1 the rung: continue, disconnect, log-off, reset, force; or open, where it has gone
#   $2 the display   $3 how long what was asked to end may take, in ms
#   $4 its session, $5 its window manager, $6 its X server, $7 its helper: PID:START or -
#   $8 yes where its X server gives no answer, and nobody can log off   $9 the user's uid
#   $10 open where vncserver is to open it again, and $11... how it is called
# Prints: other where it is another one by now; otherwise what was done: continued, asked, killed and kept (not permitted), each
# with PID NAME; disconnected, or connected REASON; tidied FILE; opened, or unopened REASON; stands where something of it is still
# there; end
my ($boot, $rung, $display, $patience, $session, $manager, $server, $helper, $silent, $uid, @opening) = @ARGV;
use constant { PIDFD_SEND_SIGNAL => 424, PIDFD_OPEN => 434, TERM => 15, KILL => 9, CONT => 18 };

# The process of that pid and start, held; nothing where it has gone.
sub hold {
    my ($pid, $start) = $_[0] =~ /^(\d+):(\d+)/ or return;
    my $held = syscall PIDFD_OPEN, $pid + 0, 0;
    if ($held < 0) {
        return if $!{ESRCH};
        die "a process cannot be held: $!; Linux 5.3 or later is needed\n";
    }
    my $process = look($pid);
    return alive($process) && $process->{start} == $start ? { held => $held, pid => $pid, name => $process->{name} } : undef;
}

sub ended {
    my ($seconds, @held) = @_;
    my $end = now() + $seconds;
    for my $process (grep { $_ } @held) {
        my $bits = '';
        vec($bits, $process->{held}, 1) = 1;
        my $left = $end - now();
        return 0 unless select($bits, undef, undef, $left > 0 ? $left : 0);
    }
    return 1;
}

sub signal {
    my ($process, $signal, $word) = @_;
    return 0 if !$process || ended(0, $process);
    my $sent = syscall(PIDFD_SEND_SIGNAL, $process->{held}, $signal, 0, 0) == 0;
    my $denied = !$sent && $!{EPERM};
    print $denied ? 'kept' : $word, " $process->{pid} ", word($process->{name}), "\n" if $sent || $denied;
    return $sent;
}

$| = 1;
my %held = map { $_->[0] => scalar hold($_->[1]) } [session => $session], [manager => $manager], [server => $server],
    [helper => $helper];
my @all = @held{qw(session manager server helper)};
if ($rung eq 'open') {
    (grep { $_ } @all) || taken() ? print "other\n" : open_again();
} elsif (text('/proc/sys/kernel/random/boot_id') !~ /^\Q$boot\E$/m || !($session eq '-' ? $held{server} : $held{session})) {
    print "other\n";
} elsif ($rung eq 'continue') {
    for (grep { $_ } @all) { signal($_, CONT, 'continued') if (look($_->{pid}) // {state => '-'})->{state} =~ /^[Tt]/ }
} elsif ($rung eq 'disconnect') {
    as_its_user(\&disconnect);
} else {
    finish();
}
print "end\n";

sub finish {
    if ($rung ne 'force' && $silent ne 'yes') {
        # A desktop whose window manager is not known is asked through its X server, which takes every program with it.
        my $asked = $held{manager} // $held{server};
        signal($asked, TERM, 'asked') and ended($patience / 1000, $held{session} ? @all : $asked);
    }
    if ($rung ne 'log-off') {
        # The session ends by itself where its X server does, and cleans up; what doesn't is ended from below.
        for my $part (qw(server manager helper session)) {
            last if ended(0, @all);
            signal($held{$part}, KILL, 'killed') and ended($held{session} ? 3 : 0, @all);
        }
        ended(1, @all);
    }
    return print "stands\n" unless ended(0, @all);
    @opening && $rung ne 'log-off' ? open_again() : as_its_user(\&tidy);
}

# What belongs to the user, in folders where everybody may write, is touched as the user.
sub as_its_user {
    my ($work) = @_;
    return $work->() if $> != 0 || $uid == 0;
    my $gid = (getpwuid $uid)[3] // die "uid $uid has no entry in the list of users\n";
    my $groups = $);
    $) = "$gid $gid";
    $> = $uid;
    $work->();
    $> = 0;
    $) = $groups;
}

# What xrdp-dis says: the X server of a session of xrdp's lets its client go.
sub disconnect {
    my $path = '/run/xrdp/sockdir/xrdp_disconnect_display_' . $display;
    socket my $socket, PF_UNIX, SOCK_DGRAM | Socket::SOCK_NONBLOCK(), 0 or die "socket: $!\n";
    my $said = theirs($path) && -S _ && connect($socket, pack_sockaddr_un($path)) && !ended(0, $held{server})
        && send $socket, "sig\0", 0;
    print $said ? "disconnected\n" : 'connected ' . word("$path: $!") . "\n";
}

# Whether an X server has the display, and it is no longer free.
sub taken { return whole('/proc/net/unix') =~ m{ 00010000 .* \@?/tmp/\.X11-unix/X$display$}m }

# What a killed X server leaves behind. Another one that takes the display writes its own pid into the lock.
sub tidy {
    my ($lock, $socket) = ("/tmp/.X$display-lock", "/tmp/.X11-unix/X$display");
    my $locked = theirs($lock) && -f _;
    return if taken() || !$locked && (-e $lock || -l $lock);
    if ($locked) {
        my ($pid) = text($lock, 64) =~ /^\s*(\d+)\s*$/ or return;
        return if alive(look($pid)) && $server !~ /^$pid:/;
    }
    print "tidied $lock\n" if $locked && unlink $lock;
    # Where a killed xrdp-sesman has left the others, it gives the display to nobody any more.
    for my $left ($socket, glob "/run/xrdp/sockdir/{xrdp_*,xrdpapi}_$display") {
        print "tidied $left\n" if theirs($left) && -S _ && !bound($left) && unlink $left;
    }
}

# Whether a process has that socket.
sub bound { return whole('/proc/net/unix') =~ m{ \Q$_[0]\E$}m }

sub theirs { my @is = lstat $_[0]; return @is && $is[4] == $uid }

sub open_again {
    tidy();
    my ($program) = grep { -x } map { ("$_/tigervncserver", "$_/vncserver") } qw(/usr/bin /usr/local/bin);
    if (!$program) {
        print "unopened there is no vncserver\n";
        return;
    }
    open my $said, '+>', undef or die "a temporary file: $!\n";
    my $child = fork // die "fork: $!\n";
    if (!$child) {
        delete @ENV{qw(DISPLAY XAUTHORITY)};
        $ENV{HOME} = (getpwuid $<)[7];
        chdir $ENV{HOME};
        open STDIN, '<', '/dev/null';
        open STDOUT, '>&', $said;
        open STDERR, '>&', $said;
        exec $program, ":$display", @opening[1 .. $#opening];
        exit 127;
    }
    my $end = now() + 15;
    while (waitpid($child, 1) == 0) {
        if (now() > $end) {
            kill 'KILL', $child;
            waitpid $child, 0;
        }
        select undef, undef, undef, 0.05;
    }
    seek $said, 0, 0;
    sysread $said, my $words, 600;
    print $? ? 'unopened ' . word($words) : 'opened', "\n";
}
