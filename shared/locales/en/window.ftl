# The interface.
