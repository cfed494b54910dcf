"""What each subcommand of `cuenta` does. They return data; cli.py parses and prints."""
