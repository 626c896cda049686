"""Proof of a result for outsiders: what stands in a bundle, and what of it holds. Needs the arithmetic, and no Django.

It is packed with `judging/arithmetic/` as it stands as the package `sinovik-verify` (`wheel.py`).
"""
