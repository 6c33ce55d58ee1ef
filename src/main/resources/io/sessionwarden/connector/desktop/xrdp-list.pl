# Lists the sessions of xrdp: each an Xorg, with the process of xrdp-sesman's above it that has opened it, its window manager and
# its xrdp-chansrv; and what serves them. What xrdp-sesman has forked and has no Xorg yet is no session.
#   $0 how long servers may take to answer, in ms   $1 yes where xrdp, too, is to be asked, which writes into its log that it was
#   $2 its port; 0 where that is never asked   $3, $4 the same for xrdp-sesman
# Prints: host BOOT_ID BOOTED_AT; service NAME STATE HEARD; session KEY=VALUE ...; end
use Fcntl;
my ($patience, @ports) = @ARGV;
my %all = processes();
my %children;
push @{ $children{ $_->{parent} } }, $_ for sort { $a->{start} <=> $b->{start} || $a->{pid} <=> $b->{pid} } values %all;
my $unix = whole('/proc/net/unix');
my $ports = tcp();
# The socket of an Xorg of xrdp's, at the end of a line of $unix, before the display.
my $socket = qr{ /(?:var/)?run/xrdp/\S*/xrdp_display_};
my @sessions = map { session($_) } grep { $_->{name} eq 'Xorg' && !contained($_->{pid}) } values %all;

sub keeps { return $_[0] && $_[0]{name} =~ /^xrdp-ses/ }

# An Xorg of xrdp's, as a session; nothing where it is another one. One that is dead counts as long as what keeps the session does
# not take note: it waits for the window manager only.
sub session {
    my ($server) = @_;
    my $keeper = $all{ $server->{parent} };
    # For a moment an Xorg is there twice, when it runs xkbcomp.
    return if $keeper && $keeper->{name} eq 'Xorg';
    $keeper = undef unless keeps($keeper) && alive($keeper);
    my $uid = uid($server->{pid});
    my @members = $keeper ? @{ $children{ $keeper->{pid} } } : left($server, $uid);
    my @beside = grep { $_->{name} ne 'Xorg' } @members;
    my ($manager) = grep { alive($_) && !keeps($_) && $_->{name} ne 'xrdp-chansrv' } @beside;
    my ($helper) = grep { $_->{name} eq 'xrdp-chansrv' } @beside;
    my $display = called($server) // locked($server->{pid}, $uid) // (map { works_on($_) // () } @beside)[0];
    return unless defined $display && length $uid && ($keeper ? alone($server, @members) : $unix =~ m{ 00010000 .*$socket$display$}m);
    my $clients = () = $unix =~ m{ 03 +\d+$socket$display$}mg;
    return {
        session => told($keeper), server => known($server), manager => told($manager),
        helper => $helper && !alive($helper) ? 'gone' : told($helper),
        sesman => $keeper && keeps($all{ $keeper->{parent} }) ? 'yes' : 'no',
        begins => $keeper && !opened($manager, @beside) ? 'yes' : 'no',
        uid => $uid, name => word((getpwuid $uid)[0]), display => $display, clients => $clients,
        x11 => alive($server) ? knock_x11($display) : { heard => 'gone' }, asker => asker(\%all, $keeper, $server, $manager),
    };
}

# What becomes the window manager is called xrdp-sesman until there is an X server for it.
sub opened {
    my ($manager, @beside) = @_;
    return $manager || grep { !alive($_) && !keeps($_) } @beside;
}

# Whether no other X server of the same session has taken the place of a dead one.
sub alone {
    my ($server, @members) = @_;
    return alive($server) || !grep { alive($_) && $_->{name} eq 'Xorg' } @members;
}

# What has lost its keeper, too, and shows itself on that server's display, oldest first; of other users only root sees it.
sub left {
    my ($server, $uid) = @_;
    my $display = called($server) // return;
    return grep { alive($_) && $_->{session} == $server->{session} && uid($_->{pid}) eq $uid && (works_on($_) // '') eq $display }
        @{ $children{ $server->{parent} } };
}

sub called { return (map { /^:(\d{1,5})$/ } words($_[0]{pid}))[0] }

sub works_on {
    my ($process) = @_;
    return text("/proc/$process->{pid}/environ", 1 << 17) =~ /(?:^|\0)DISPLAY=:(\d{1,5})(?:\.\d+)?(?:\0|$)/ ? $1 : undef;
}

# The display of a dead X server, which shows no words any more, by the lock that it has left.
sub locked {
    my ($pid, $uid) = @_;
    opendir my $folder, '/tmp' or return;
    for (readdir $folder) {
        my ($display) = /^\.X(\d{1,5})-lock$/ or next;
        sysopen my $lock, "/tmp/$_", O_RDONLY | O_NOFOLLOW | O_NONBLOCK or next;
        my @is = stat $lock;
        next unless -f _ && $is[4] eq $uid;
        sysread $lock, my $text, 64;
        return $display if $text =~ /^\s*$pid\s*$/;
    }
    return;
}

# The processes that serve, beside those that serve one session or one client only.
sub service {
    my ($name) = @_;
    my %keepers = map { $_->{parent} => 1 } grep { $_->{name} eq 'Xorg' } values %all;
    return grep {
        alive($_) && $_->{name} eq $name && !$keepers{ $_->{pid} } && !contained($_->{pid})
            && ($all{ $_->{parent} } // { name => '' })->{name} ne $name
    } values %all;
}

sub stopped { return scalar grep { $_->{state} =~ /^[Tt]/ } @_ }

# Asks a service for its first word; one that is stopped in every look.
sub ask {
    my ($knock, $port, $hello, $expect, @processes) = @_;
    return { heard => 'unasked' } unless $port && @processes && ($knock eq 'yes' || stopped(@processes));
    my $listens = $ports->{$port};
    my $conversation = knock(pack('H*', $hello), $listens ? address($port, $listens) : ());
    $conversation->{expect} = $expect;
    return $conversation;
}

my %serving = ('xrdp' => [service('xrdp')], 'xrdp-sesman' => [service('xrdp-sesman')]);
my %heard = (
    # The first word of RDP (X.224), and its answer.
    'xrdp' => ask(@ports[0, 1], '030000130ee00000000000010008000b000000', qr/^\x03\0..\x0e\xd0/s, @{ $serving{xrdp} }),
    # A size that cannot be: it hangs up.
    'xrdp-sesman' => ask(@ports[2, 3], '000000010000000a0000', undef, @{ $serving{'xrdp-sesman'} }),
);
hear($patience, values %heard, map { $_->{x11} } @sessions);
host();
for my $name (sort keys %serving) {
    my @processes = @{ $serving{$name} };
    print "service $name ", !@processes ? 'gone' : stopped(@processes) ? 'stopped' : 'runs', ' ', said($heard{$name}), "\n";
}
for my $session (@sessions) {
    $session->{x11} = said($session->{x11});
    print join(' ', 'session', map { "$_=$session->{$_}" } sort keys %$session), "\n";
}
print "end\n";
