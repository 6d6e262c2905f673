"""The objectives that make sense of tokens: all but the forecast of numbers."""

from app.engine.losses import OBJECTIVES

OF_TOKENS = [name for name, objective in OBJECTIVES.items() if objective.wanted != "numbers"]
