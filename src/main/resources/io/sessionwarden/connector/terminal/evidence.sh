# What runs in one session. Takes and prints what evidence() does.
evidence "$@"
