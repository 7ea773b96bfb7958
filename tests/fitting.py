"""What does not fit on a page, asked of the browser that shows it."""

TOO_SMALL = """() => [...document.querySelectorAll(
    "button, summary, nav a, .button, select, input:not([type=hidden])"
)].filter(one => one.checkVisibility({visibilityProperty: true}) &&
    !one.matches("[type=checkbox], [type=radio], .unseen, .skip")
).filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML)"""

TOO_WIDE = """() => document.documentElement.scrollWidth - innerWidth"""
