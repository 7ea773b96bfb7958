"""The one door to gevent: an HTTP server that is strict, fair and leaves in peace."""

from homestead.core.server.access import Access
from homestead.core.server.limits import Limits
from homestead.core.server.server import Server

__all__ = ["Access", "Limits", "Server"]
