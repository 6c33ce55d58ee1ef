# What runs in a desktop, before anything is done to it.
#   $0... its session, its window manager, its X server: PID:START or -
# Prints, for at most 50: process PID PPID STATE WAITS_IN CPU_TICKS NAME; more COUNT for the rest; other where none of the three is
# there any more; end
my %all = processes();
my @found = map { $all{ $_->[0] } } grep { $all{ $_->[0] } && $all{ $_->[0] }{start} == $_->[1] } map { [split /:/] } grep { $_ ne '-' } @ARGV;
print "other\n" unless @found;
my %children;
push @{ $children{ $_->{parent} } }, $_ for values %all;
my %seen = map { $_->{pid} => 1 } @found;
push @found, grep { !$seen{ $_->{pid} }++ } @{ $children{ $_->{pid} } // [] } for @found;
for (@found[0 .. (@found < 50 ? @found : 50) - 1]) {
    my $waits = text("/proc/$_->{pid}/wchan", 64);
    $waits = 0 unless $waits =~ /^[A-Za-z0-9_.]+$/;
    print "process $_->{pid} $_->{parent} $_->{state} $waits $_->{cpu} ", $_->{name} =~ s/\s/?/gr, "\n";
}
print 'more ', @found - 50, "\n" if @found > 50;
print "end\n";
