# Lists the desktops of TigerVNC: each an Xtigervnc or Xvnc, most of them with the vncserver above them that has opened them.
#   $0 how long servers may take to answer, in ms   $1 yes where the RFB ports are to be asked, who write into their users' logs
#   that they were
# Prints: host BOOT_ID BOOTED_AT; session KEY=VALUE ...; end
my ($patience, $knock) = @ARGV;
my %all = processes();
my $ports = tcp();
my @sessions;
for my $process (values %all) {
    next unless alive($process) && $process->{name} =~ /^X(tiger)?vnc$/ && !contained($process->{pid});
    my @words = words($process->{pid});
    my ($display) = map { /^:(\d{1,5})$/ } @words;
    my $keeper = $all{ $process->{parent} };
    next unless defined $display && !($keeper && $keeper->{name} =~ /^xrdp-ses/);
    $keeper = undef unless alive($keeper) && $keeper->{name} =~ /^(tiger)?vncserver$/;
    my ($manager) = sort { $a->{start} <=> $b->{start} }
        grep { $keeper && alive($_) && $_->{parent} == $keeper->{pid} && $_->{pid} != $process->{pid} } values %all;
    my %given;
    for my $at (0 .. $#words) {
        $given{$1} = $2 // $words[ $at + 1 ] if $words[$at] =~ /^-(rfbport|geometry|depth|localhost)(?:=(.*))?$/;
    }
    my $port = ($given{rfbport} // '') =~ /^-?\d{1,5}$/ ? $given{rfbport} : 5900 + $display;
    my $listens = $ports->{$port};
    my $uid = uid($process->{pid});
    # It has ended meanwhile.
    next unless length $uid;
    push @sessions, {
        session => told($keeper), kept => $keeper ? 'yes' : 'no', server => told($process), manager => told($manager),
        uid => $uid, name => word((getpwuid $uid)[0]), display => $display,
        clients => $listens ? $listens->{clients} : 0, x11 => knock_x11($display), size => word($given{geometry}),
        opening => $keeper ? opening(words($keeper->{pid})) : '-', asker => asker(\%all, $process, $keeper),
        rfb => $knock eq 'yes' && $listens ? rfb($port, $listens) : { heard => 'unasked' },
    };
}

# What stands behind the name of vncserver and the display, as it was called; nothing where that is too long to be told whole.
sub opening {
    my @words = @_;
    shift @words while @words && $words[0] !~ m{(^|/)(tiger)?vncserver$};
    shift @words;
    my $options = join "\n", grep { !/^(:\d+|-fg)$/ } @words;
    return length $options < 600 ? word($options) : '-';
}

# It speaks first; where it has shut out even the address that asks, it says so.
sub rfb {
    my $conversation = knock('', address(@_));
    $conversation->{expect} = qr/^RFB /;
    return $conversation;
}

hear($patience, map { ($_->{x11}, $_->{rfb}) } @sessions);
host();
for my $session (@sessions) {
    $session->{$_} = said($session->{$_}) for qw(x11 rfb);
    print join(' ', 'session', map { "$_=" . ($session->{$_} // '-') } sort keys %$session), "\n";
}
print "end\n";
