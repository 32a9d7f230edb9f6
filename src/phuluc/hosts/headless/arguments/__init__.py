"""The arguments of `phuluc`: commands, options and their help, Vietnamese with the English term in brackets."""
