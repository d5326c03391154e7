@rem The scripts in package.json begin with `exec`, so that on Unix a signal to npm reaches the server and not a shell.
@rem Windows has no such word; this gives it one.
@%*
