"""The embedded default: what `bin/demo` and `bin/test` need to run the portal on a machine with only Python.

Everything here uses the standard library alone, because it also installs the packages of the project.
The two commands therefore import it as the package `embedded` (see `bin/demo`), the rest of the project as
`sinovik.embedded`; imports between its modules are relative and work both ways.
"""
