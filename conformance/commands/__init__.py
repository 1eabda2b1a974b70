"""The subcommands, one module each; `conformance.cli` registers them."""
