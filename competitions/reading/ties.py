"""What decides between equal scores of a stage, as the public reads it; its rows are loaded already."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.language import indonesian
from competitions.kinds import TieBreaking
from competitions.models import Criterion


def decides_first(stage, criteria):
    """What decides before the lot does; "" where the lot decides at once, None where nobody is ranked."""
    if not stage.needs.is_ranked:
        return None
    match stage.needs.ties:
        case TieBreaking.LOT:
            return ""
        case TieBreaking.CRITERION:
            names = [indonesian(one.name) for one in criteria if one.key == stage.arranged.decisive_criterion]
            return format_html(_("kriteria {name}"), name=names[0]) if names else ""
        case TieBreaking.COMPONENT:
            return _("nilai %(component)s") % {"component": Criterion.Component(stage.arranged.decisive).label}
    return stage.needs.ties.label
