# Runs a script as the user whom the desktop belongs to.
#   $0 the script   $1 the user's uid   $2 root where root may run it as well   $3... the script's further arguments
my ($work, $uid, $may) = splice @ARGV, 0, 3;
my @again = ($^X, '-e', $work, @ARGV);
if ($> == 0 && $uid != 0 && $may ne 'root') {
    my $gid = (getpwuid $uid)[3] // die "uid $uid has no entry in the list of users\n";
    exec 'setpriv', "--reuid=$uid", "--regid=$gid", '--init-groups', '--reset-env', 'env', 'LC_ALL=C.UTF-8', @again;
}
exec 'sudo', '-n', '-u', "#$uid", '--', 'env', 'LC_ALL=C.UTF-8', @again if $> != 0 && $> != $uid;
exec @again;
