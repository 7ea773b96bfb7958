"""The one door to jinja2: pages made of templates, the owner's before ours.

`rendering` makes pages, `loading` finds what they are made of, `frugal` and what it
needs keep an owner's template to what it may do and cost, `broken` tells of those that
do not work.
"""

from homestead.core.templates.broken import Broken
from homestead.core.templates.rendering import Templates, icon

__all__ = ["Broken", "Templates", "icon"]
