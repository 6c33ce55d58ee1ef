# Put in front of the scripts that list desktops: asks servers for their first word, all of them at once.

# Listening ports and their addresses, the connections to each by the other side's address, and how many wait to be taken in.
sub tcp {
    my %ports;
    for my $version ('', 6) {
        # Without IPv6 there is no such table.
        next if $version && !-e "/proc/net/tcp$version";
        for (split /\n/, whole("/proc/net/tcp$version")) {
            my (undef, $local, $remote, $state, $queue) = split;
            my ($address, $port) = ($local // '') =~ /^([0-9A-F]+):([0-9A-F]{4})$/ or next;
            my $at = $ports{hex $port} //= { clients => 0, waiting => 0 };
            if ($state eq '0A') {
                $at->{$version ? 'six' : 'four'} = $address;
                $at->{waiting} += hex +(split /:/, $queue)[1];
            } elsif ($state eq '01' && $remote !~ /^(?:0{16}FFFF0000)?4D53577F:/) {
                $at->{clients}++;
            }
        }
    }
    return \%ports;
}

# Where to knock at a listening port. What asks again and again comes from an address of its own, 127.87.83.77: TigerVNC
# shuts out an address that has connected five times without logging on, and must not shut out those who come by 127.0.0.1.
sub address {
    my ($port, $listens) = @_;
    if (defined $listens->{four}) {
        my $raw = pack 'L', hex $listens->{four};
        $raw = inet_aton('127.0.0.1') if $raw eq "\0\0\0\0";
        return (PF_INET, pack_sockaddr_in($port, $raw), pack_sockaddr_in(0, inet_aton('127.87.83.77')));
    }
    return unless defined $listens->{six};
    my $raw = pack 'L4', map { hex } $listens->{six} =~ /.{8}/g;
    return (PF_INET, pack_sockaddr_in($port, inet_aton('127.0.0.1')), pack_sockaddr_in(0, inet_aton('127.87.83.77')))
        if $raw eq "\0" x 16;
    return (Socket::PF_INET6(), Socket::pack_sockaddr_in6($port, $raw));
}

# Connects without waiting; the conversation, or why there is none.
sub knock {
    my ($hello, $family, $address, $from) = @_;
    return { heard => 'absent' } unless defined $address;
    socket my $socket, $family, SOCK_STREAM | Socket::SOCK_NONBLOCK(), 0 or die "socket: $!\n";
    bind $socket, $from if $from;
    # EAGAIN: so many wait to be taken in that there is no room for another.
    return { socket => $socket, hello => $hello, heard => 'silent' } if connect($socket, $address) || $!{EINPROGRESS};
    return { heard => $!{EAGAIN} ? 'silent' : 'refused' };
}

# The X server of a display. Of version 12 it knows nothing, and says so without a look at who asks, or a line in its log.
sub knock_x11 {
    my $hello = pack 'C x v v v v v', 0x6c, 12, 0, 0, 0, 0;
    my $path = "/tmp/.X11-unix/X$_[0]";
    my $conversation = knock($hello, PF_UNIX, pack_sockaddr_un($path));
    return $conversation unless $conversation->{heard} eq 'refused';
    return knock($hello, PF_UNIX, pack 'S a*', AF_UNIX, "\0$path");
}

# Waits until each has said something or closed, at most so many milliseconds altogether.
#   what each says must look like its expect; where it has none, to close is answer enough
sub hear {
    my ($patience, @all) = @_;
    my $end = now() + $patience / 1000;
    while (my @open = grep { $_->{socket} } @all) {
        my ($reading, $writing) = ('', '');
        for (@open) {
            vec($reading, fileno $_->{socket}, 1) = 1;
            vec($writing, fileno $_->{socket}, 1) = 1 if length $_->{hello};
        }
        my $left = $end - now();
        last if $left <= 0 || select($reading, $writing, undef, $left) <= 0;
        for (@open) {
            my $at = fileno $_->{socket};
            if (length $_->{hello} && vec($writing, $at, 1)) {
                syswrite $_->{socket}, $_->{hello};
                $_->{hello} = '';
            }
            next unless vec($reading, $at, 1);
            my $read = sysread $_->{socket}, my $said, 256;
            next if !defined $read && $!{EAGAIN};
            my $refused = !defined $read && $!{ECONNREFUSED};
            my $fits = defined $_->{expect} ? $read && $said =~ $_->{expect} : 1;
            $_->{heard} = $refused ? 'refused' : $fits ? 'answers' : 'strange';
            delete $_->{socket};
        }
    }
}

sub said { return $_[0] ? $_[0]{heard} : '-' }
