"""Proofs out of the trail as files to keep: read by `sinovik-verify proof`, and by whoever knows RFC 6962."""

from django.http import JsonResponse


def attached(proof, name):
    """A proof as the file of a name."""
    answer = JsonResponse(proof, json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
