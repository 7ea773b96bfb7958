"""The one door to gevent: an HTTP server that is strict, fair and leaves in peace.

`patch` must run before anything else is loaded, so nothing is imported here.
"""
