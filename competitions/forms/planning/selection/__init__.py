"""How a stage chooses: places, rules of composition and what may be expected of them, earlier scores, ties."""
