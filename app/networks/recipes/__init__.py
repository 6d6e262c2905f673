"""Recipes, one kind of network a file: each module of this package has RECIPES, and all are entered here by name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from .base import Recipe

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for module in iter_modules(__path__)
    if module.name != "base"
    for recipe in import_module(f"{__name__}.{module.name}").RECIPES
}

__all__ = ["RECIPES", "Recipe"]
