"""Components that hold a body, and the little arithmetic that plain includes cannot do."""

import json

from django import template
from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.arithmetic import words
from accounts.language import plain_text
from accounts.pages import above as addresses_above
from accounts.pages import doors, exports, lists

register = template.Library()

# A banner's heading by its role; several messages share the gravest one's.
HEADINGS = {
    "good": _("Selesai"),
    "info": _("Informasi"),
    "attention": _("Perhatian"),
    "problem": _("Perhatian"),
}
MESSAGE_ROLES = {messages.SUCCESS: "good", messages.WARNING: "attention", messages.ERROR: "problem"}


@register.filter
def as_json(value):
    """A value of the page for its script, as the text of an attribute."""
    return json.dumps(value)


@register.inclusion_tag("components/message_banner.html")
def message_banner(pending):
    """Django's messages as one banner: the fact that just happened ("Usulan diajukan"), never validation.

    Where nothing was done, the banner says so to the browser, which then keeps what was typed (`kept.js`).
    """
    shown = list(pending)
    levels = {message.level for message in shown}
    role = MESSAGE_ROLES.get(max(levels, default=messages.INFO), "info")
    is_refused = max(levels, default=0) >= messages.WARNING and messages.SUCCESS not in levels
    return {"shown": shown, "role": role, "heading": HEADINGS[role], "is_refused": is_refused}


@register.simple_tag
def above(page, *args):
    """The address of a page of a floor above: `{% above "home" as home_url %}`."""
    return addresses_above.address(page, *args)


@register.simple_tag(takes_context=True)
def way(context, name, *args, **kwargs):
    """As `url`, but nothing where the door there is shut to the person: `{% way "person" pk as person_url %}`."""
    return doors.way(context.request, name, *args, **kwargs)


@register.simple_tag(takes_context=True)
def link(context, text, name, *args, **kwargs):
    """Words that lead to a page, and stand alone where its door is shut: `{% link title "person" pk %}`."""
    address = doors.way(context.request, name, *args, **kwargs)
    return format_html('<a href="{}">{}</a>', address, text) if address else text


@register.simple_block_tag
def table(content, caption, note="", css=""):
    """A table to compare things: a caption and a focusable region that scrolls on small screens.

    When: several things with the same few facts. Not for one thing: components/summary_list.html.
    The body holds thead and tbody; numbers wear class `num`; each row starts with a `th scope="row"`.
    """
    return format_html(
        '<div class="table-region" role="region" aria-label="{name}" tabindex="0">'
        '<table class="data-table {css}"><caption>{caption}{note}</caption>{content}</table></div>',
        name=plain_text(caption),
        caption=caption,
        css=css,
        note=format_html("<small>{}</small>", note) if note else "",
        content=content,
    )


@register.simple_block_tag
def banner(content, title="", role="info"):
    """A standing notice on one page; role: info, good, attention or problem.

    When: a fact about the whole page. At most one, never for validation: components/error_summary.html.
    """
    return format_html(
        '<section class="banner banner-{role}" aria-label="{title}"><p class="banner-head">{title}</p>'
        '<div class="banner-body">{content}</div></section>',
        role=role,
        title=title or HEADINGS[role],
        content=content,
    )


@register.simple_block_tag
def inset(content):
    """Words that must stand apart from the text around them, such as a reason given. Not for warnings: banner."""
    return format_html('<div class="inset">{}</div>', content)


@register.simple_block_tag
def disclosure(content, summary, wide=False, is_open=False):
    """A part that few readers need, opened on demand. Never hide what everyone must read."""
    return format_html(
        '<details class="disclosure{}"{}><summary>{}</summary><div class="disclosure-body">{}</div></details>',
        " wide" if wide else "",
        " open" if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag
def work_card(content, title, url=""):
    """One thing among several of its kind, inside <ul class="cards"><li>…; the whole card is the link.

    When: browsing (innovations, editions). Not for comparing numbers: table.
    """
    heading = format_html('<a href="{}">{}</a>', url, title) if url else title
    return format_html('<article class="work-card"><h3>{}</h3>{}</article>', heading, content)


@register.simple_tag
def list_address(request, **changed):
    """The address of this list with a filter changed ("" takes it out), every other kept; back to page 1."""
    return lists.address(request, **changed)


@register.simple_tag
def page_address(request, which):
    """The address of page `which` of this list, with every filter kept."""
    return lists.address(request, **{lists.NUMBER: which})


@register.simple_tag
def page_address_of_all(request, page):
    """The address of the whole list on one page; "" where that would be too long."""
    return lists.address(request, **{lists.NUMBER: lists.WHOLE}) if page.paginator.count <= lists.MOST else ""


@register.simple_tag
def file_address(request, form):
    """The address of this list as a file, with every filter and the chosen columns kept."""
    return lists.address(request, **{exports.FORM: form})


@register.simple_tag
def sort_address(request, key):
    """The address that sorts this list by `key`, or the other way round if it already is; back to page 1."""
    return lists.address(request, **{lists.ORDER: f"-{key}" if request.GET.get(lists.ORDER) == key else key})


@register.simple_tag
def which_page(page):
    """What the title of a list adds after its first page: ", halaman 2"."""
    return _(", halaman %(number)s") % {"number": page.number} if page and page.number > 1 else ""


@register.simple_tag
def page_numbers(page):
    """The page numbers worth a link: first, last and those around this one; None stands for a gap."""
    last = page.paginator.num_pages
    near = {1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)}
    numbers, before = [], 0
    for number in sorted(near):
        if number - before == 2:
            numbers.append(number - 1)
        elif number - before > 2:
            numbers.append(None)
        numbers.append(number)
        before = number
    return numbers


@register.simple_tag
def words_written(field):
    """How many words the answer in a bound or prefilled form field holds; 0 when empty."""
    return words.count(str(field.value() or ""))
